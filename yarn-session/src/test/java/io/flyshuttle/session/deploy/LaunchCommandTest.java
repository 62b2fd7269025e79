// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.WorkerMemoryOptions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the JVMs of ApplicationMaster and workers are told. */
final class LaunchCommandTest {
  private final Configuration configuration = new Configuration();

  private List<String> master() {
    String line = new LaunchCommand(configuration, Set.of()).master(MasterMemory.of(configuration));
    return List.of(line.split(" "));
  }

  private List<String> worker() {
    int container = WorkerMemoryOptions.containerMegabytes(configuration);
    return List.of(new LaunchCommand(configuration, Set.of()).worker(container).split(" "));
  }

  private void set(String key, String value) {
    configuration.setString(key, value);
  }

  @Test
  void shouldGiveEachRoleItsFlagsAndAllTheCommonOnes() {
    set("env.java.opts", "-Dall=1");
    set("env.java.opts.jobmanager", "-Dmaster=1 -XX:+UseParallelGC");
    set("env.java.opts.taskmanager", "-Dworker=1 -XX:+HeapDumpOnOutOfMemoryError");

    assertTrue(master().containsAll(List.of("-Dall=1", "-Dmaster=1", "-XX:+UseParallelGC")));
    assertFalse(master().contains("-Dworker=1"));
    assertFalse(master().contains("-XX:+UseSerialGC"), "the user has chosen another one");
    assertTrue(
        worker().containsAll(List.of("-Dall=1", "-Dworker=1", "-XX:+HeapDumpOnOutOfMemoryError")));
    assertFalse(worker().contains("-Dmaster=1"));
  }

  @Test
  void whenTheHeapIsSetThenItIsTheFlagAndTheContainerIsLarger() {
    set("jobmanager.heap.mb", "1024");
    set("taskmanager.heap.mb", "2048");

    assertTrue(master().contains("-Xmx1048576k"), master().toString());
    assertTrue(MasterMemory.of(configuration).containerMegabytes() > 1024 + 128);
    assertTrue(worker().contains("-Xmx2097152k"), worker().toString());
    assertTrue(WorkerMemoryOptions.containerMegabytes(configuration) > 2048 + 128);
  }

  @Test
  void whenTheContainerIsSetThenTheHeapFitsIntoIt() {
    set("jobmanager.heap.mb", "1024");
    set("taskmanager.heap.mb", "2048");
    // what --jobManagerMemory and --taskManagerMemory set
    set("jobmanager.memory.process.size", "512");
    set("taskmanager.memory.process.size", "600");

    assertEquals(512, MasterMemory.of(configuration).containerMegabytes());
    assertTrue(heapKilobytes(master()) < 512 * 1024);
    assertEquals(600, WorkerMemoryOptions.containerMegabytes(configuration));
    assertTrue(heapKilobytes(worker()) < 600 * 1024);
  }

  private static long heapKilobytes(List<String> words) {
    String flag = words.stream().filter(word -> word.startsWith("-Xmx")).findFirst().get();
    return Long.parseLong(flag.substring(4, flag.length() - 1));
  }
}
