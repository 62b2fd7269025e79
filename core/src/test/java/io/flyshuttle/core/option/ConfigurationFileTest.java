// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationFileTest {

  private static Configuration parse(String text) {
    return ConfigurationFile.parse(text, "conf.yaml");
  }

  private static void assertFails(String text, String... parts) {
    FlyshuttleException e = assertThrows(FlyshuttleException.class, () -> parse(text));
    assertEquals(ErrorCode.INVALID_OPTION, e.code());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void shouldReadFlatKeysCommentsAndQuotes() {
    Configuration read =
        parse(
            """
            # a comment
            ---
            taskmanager.heap.mb: 2048   # behind a value
            env.java.opts: "-Da=b # not a comment"  # but this
            fs.default-scheme: hdfs://namenode:9000/
            jobmanager.rpc.address: 'it''s here'
            env.java.opts.client:
            my.own.key: a: b
            """);
    assertEquals(2048, read.get(TaskManagerOptions.TASK_MANAGER_HEAP_MEMORY).getMebiBytes());
    assertEquals("-Da=b # not a comment", read.get(CoreOptions.JVM_OPTIONS));
    assertEquals("hdfs://namenode:9000/", read.get(CoreOptions.DEFAULT_FILESYSTEM_SCHEME));
    assertEquals("it's here", read.get(JobManagerOptions.ADDRESS));
    assertEquals("", read.get(CoreOptions.CLI_JVM_OPTIONS));
    assertEquals("a: b", read.getString("my.own.key", null));
  }

  @Test
  void shouldNameTheLineThatCannotBeRead() {
    assertFails("a: b\nnonsense\n", "conf.yaml, line 2", "\"nonsense\"");
    assertFails("a:b\n", "line 1", "key: value");
    assertFails("taskmanager:\n  heap.mb: 5\n", "line 2", "flat");
    assertFails("a: \"open\n", "line 1", "not closed");
    assertFails("a: \"x\" y\n", "line 1", "behind the closing quote");
    assertFails(
        "\n\ntaskmanager.numberOfTaskSlots: many\n",
        "line 3",
        "taskmanager.numberOfTaskSlots",
        "not a whole number");
    assertFails("taskmanager.heap.mb: 1 potato\n", "line 1", "(m | mb | mebibytes)");
  }

  @Property(tries = 200)
  void shouldReadWhatItPrints(@ForAll String value) {
    Configuration configuration = new Configuration();
    configuration.setString(
        "my.key", value.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", ""));
    configuration.setString("other.key", "two\nlines and \"quotes\" and \\");
    assertEquals(configuration, parse(ConfigurationFile.print(configuration)));
  }

  @Test
  void shouldFindTheFileByAnyOfItsNames(@TempDir Path directory) throws IOException {
    assertEquals(directory.resolve("flyshuttle.yaml"), ConfigurationFile.find(directory));
    assertEquals(Map.of(), ConfigurationFile.read(ConfigurationFile.find(directory)).toMap());
    Files.writeString(directory.resolve("flink-conf.yaml"), "parallelism.default: 3\n");
    assertEquals(
        3,
        ConfigurationFile.read(ConfigurationFile.find(directory))
            .get(CoreOptions.DEFAULT_PARALLELISM));
    Files.writeString(directory.resolve("flyshuttle.yaml"), "parallelism.default: 4\n");
    assertEquals(
        4,
        ConfigurationFile.read(ConfigurationFile.find(directory))
            .get(CoreOptions.DEFAULT_PARALLELISM));
  }
}
