// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.IllegalConfigurationException;
import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What settings of a program say about serializers and files. */
final class SerializerSettingsTest {
  private static final String KRYO = JavaSerializer.class.getName();

  private static SerializerConfigImpl configured(String key, String value) {
    Configuration settings = new Configuration();
    settings.setString(key, value);
    ExecutionConfig config = new ExecutionConfig();
    config.configure(settings, SerializerSettingsTest.class.getClassLoader());
    return (SerializerConfigImpl) config.getSerializerConfig();
  }

  @Test
  void shouldRegisterClasses() {
    assertEquals(
        Set.of(UUID.class, File.class),
        configured("pipeline.registered-kryo-types", "java.util.UUID; java.io.File")
            .getRegisteredKryoTypes());
    assertEquals(
        Set.of(UUID.class),
        configured("pipeline.registered-pojo-types", "java.util.UUID").getRegisteredPojoTypes());
    assertTrue(configured("pipeline.force-kryo", "true").isForceKryoEnabled());
  }

  @Test
  void shouldSetDefaultSerializersOfKryo() {
    assertEquals(
        JavaSerializer.class,
        configured("pipeline.default-kryo-serializers", "class:java.util.UUID,serializer:" + KRYO)
            .getDefaultKryoSerializerClasses()
            .get(UUID.class));
  }

  @Test
  void shouldReadTheNewerForm() {
    SerializerConfigImpl config =
        configured(
            "pipeline.serialization-config",
            "java.util.UUID: {type: kryo, kryo-type: registered, class: "
                + KRYO
                + "}; java.io.File: {type: kryo}; java.lang.Thread: {type: pojo}");

    assertEquals(
        JavaSerializer.class, config.getRegisteredTypesWithKryoSerializerClasses().get(UUID.class));
    assertEquals(Set.of(File.class), config.getRegisteredKryoTypes());
    assertEquals(Set.of(Thread.class), config.getRegisteredPojoTypes());
  }

  @Test
  void shouldNameKeyAndClassThatAreWrong() {
    assertMessage("there is no class a.B", "pipeline.registered-kryo-types", "a.B");
    assertMessage(
        "is no serializer",
        "pipeline.default-kryo-serializers",
        "class:java.util.UUID,serializer:java.util.UUID");
    assertMessage("\"serializer\"", "pipeline.default-kryo-serializers", "class:java.util.UUID");
    assertMessage("expected", "pipeline.serialization-config", "java.util.UUID");
    assertMessage(
        "pojo, kryo or typeinfo", "pipeline.serialization-config", "java.util.UUID: {type: avro}");
  }

  private static void assertMessage(String part, String key, String value) {
    IllegalConfigurationException e =
        assertThrows(IllegalConfigurationException.class, () -> configured(key, value));
    assertTrue(e.getMessage().contains(part) && e.getMessage().contains(key), e.getMessage());
  }

  @Test
  void shouldReadCachedFiles() {
    var files =
        DistributedCache.parseCachedFilesFromString(
            List.of("name:a,path:'hdfs:///x/a',executable:true", "name:b,path:`file:///b`"));

    assertEquals("a", files.get(0).f0);
    assertEquals("hdfs:///x/a", files.get(0).f1.filePath);
    assertTrue(files.get(0).f1.isExecutable);
    assertEquals("file:///b", files.get(1).f1.filePath);
    assertThrows(
        IllegalConfigurationException.class,
        () -> DistributedCache.parseCachedFilesFromString(List.of("a")));
  }
}
