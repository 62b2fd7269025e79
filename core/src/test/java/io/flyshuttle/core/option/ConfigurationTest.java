// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {
  private static final ConfigOption<Integer> SLOTS = TaskManagerOptions.NUM_TASK_SLOTS;

  @Test
  void shouldGiveWhatWasSetElseTheDefault() {
    Configuration configuration = new Configuration();
    assertEquals(1, configuration.get(SLOTS));
    assertEquals(Optional.empty(), configuration.getOptional(SLOTS));
    assertFalse(configuration.contains(SLOTS));
    configuration.set(SLOTS, 4);
    assertEquals(4, configuration.get(SLOTS));
    configuration.setString(SLOTS.key(), " 8 ");
    assertEquals(8, configuration.getInteger(SLOTS));
    assertEquals("8", configuration.getString(SLOTS.key(), "").trim());
    assertTrue(configuration.removeConfig(SLOTS));
    assertEquals(2, configuration.get(SLOTS, 2));
    assertNull(configuration.get(PipelineOptions.NAME));
  }

  @Test
  void shouldReadOtherKeysWithTheirOwnUnits() {
    Configuration configuration = new Configuration();
    configuration.setString("taskmanager.memory.managed.size", "1048576");
    assertEquals(
        MemorySize.ofMebiBytes(1), configuration.get(TaskManagerOptions.MANAGED_MEMORY_SIZE));
    configuration.setString("taskmanager.memory.size", "3");
    assertEquals(
        MemorySize.ofMebiBytes(3), configuration.get(TaskManagerOptions.MANAGED_MEMORY_SIZE));
    configuration.setString("taskmanager.memory.size", "-1");
    assertEquals(
        MemorySize.ofMebiBytes(1), configuration.get(TaskManagerOptions.MANAGED_MEMORY_SIZE));
    assertTrue(configuration.contains(TaskManagerOptions.MANAGED_MEMORY_SIZE));
  }

  @Test
  void shouldSayWhatIsWrongWithAValue() {
    Configuration configuration = new Configuration();
    configuration.setString(SLOTS.key(), "four");
    IllegalConfigurationException e =
        assertThrows(IllegalConfigurationException.class, () -> configuration.get(SLOTS));
    assertEquals(
        "The value \"four\" of taskmanager.numberOfTaskSlots cannot be used: it is not a whole number",
        e.getMessage());
    configuration.setString("pipeline.object-reuse", "yes");
    assertThrows(
        IllegalConfigurationException.class, () -> configuration.get(PipelineOptions.OBJECT_REUSE));
    configuration.setString("execution.runtime-mode", "sometimes");
    e =
        assertThrows(
            IllegalConfigurationException.class,
            () -> configuration.get(ExecutionOptions.RUNTIME_MODE));
    assertTrue(e.getMessage().contains("STREAMING, BATCH, AUTOMATIC"), e.getMessage());
  }

  @Test
  void shouldKeepEveryTypeAsText() {
    ConfigOption<List<String>> list =
        ConfigOptions.key("list").stringType().asList().defaultValues("x");
    ConfigOption<Map<String, String>> map = ConfigOptions.key("map").mapType().noDefaultValue();
    ConfigOption<List<Duration>> durations =
        ConfigOptions.key("durations").durationType().asList().noDefaultValue();
    Configuration typed = new Configuration();
    typed.set(list, List.of("a;b", "c'd", "e"));
    typed.set(map, Map.of("k:1", "v,1", "k2", "v2"));
    typed.set(durations, List.of(Duration.ofMillis(1500), Duration.ofHours(2)));
    typed.set(CoreOptions.DEFAULT_PARALLELISM, 7);
    typed.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    typed.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("64kb"));
    typed.setBytes("bytes", new byte[] {1, 2, 3});
    typed.setClass("class", String.class);
    Configuration text = Configuration.fromMap(typed.toMap());
    assertEquals(typed, text);
    assertEquals(List.of("a;b", "c'd", "e"), text.get(list));
    assertEquals(Map.of("k:1", "v,1", "k2", "v2"), text.get(map));
    assertEquals(List.of(Duration.ofMillis(1500), Duration.ofHours(2)), text.get(durations));
    assertEquals(RuntimeExecutionMode.BATCH, text.get(ExecutionOptions.RUNTIME_MODE));
    assertEquals(MemorySize.parse("64kb"), text.get(TaskManagerOptions.MEMORY_SEGMENT_SIZE));
    assertArrayEquals(new byte[] {1, 2, 3}, text.getBytes("bytes", null));
    assertEquals(List.of("x"), new Configuration().get(list));
  }

  @Test
  void shouldTravelAsBytes() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("k", "ä long value ".repeat(10_000));
    configuration.set(SLOTS, 3);
    DataOutputSerializer out = new DataOutputSerializer(64);
    configuration.write(out);
    Configuration read = new Configuration();
    read.read(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertEquals(configuration, read);
  }

  @Test
  void shouldTakeOverOtherSettings() {
    Configuration other = new Configuration();
    other.setString("a", "1");
    Configuration configuration = new Configuration();
    configuration.addAll(other);
    configuration.addAll(other, "p.");
    assertEquals(Map.of("a", "1", "p.a", "1"), configuration.toMap());
    Configuration copy = configuration.clone();
    copy.removeKey("a");
    assertTrue(configuration.containsKey("a"));
  }

  @Test
  void shouldHideSecretsWhenPrinted() {
    Configuration configuration = new Configuration();
    configuration.setString("security.ssl.keystore-password", "open sesame");
    configuration.setString("a", "b");
    assertEquals("{a=b, security.ssl.keystore-password=******}", configuration.toString());
  }

  @Test
  void shouldRefuseChangesWhenFixed() {
    Configuration configuration = new Configuration();
    configuration.set(SLOTS, 2);
    UnmodifiableConfiguration fixed = new UnmodifiableConfiguration(configuration);
    assertEquals(2, fixed.get(SLOTS));
    assertThrows(UnsupportedOperationException.class, () -> fixed.set(SLOTS, 3));
    assertThrows(UnsupportedOperationException.class, () -> fixed.setString("a", "b"));
    assertThrows(UnsupportedOperationException.class, () -> fixed.removeKey(SLOTS.key()));
    assertThrows(UnsupportedOperationException.class, () -> fixed.addAll(configuration));
  }
}
