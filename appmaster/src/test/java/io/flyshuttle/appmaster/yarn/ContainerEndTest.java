// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.junit.jupiter.api.Test;

final class ContainerEndTest {

  @Test
  void shouldNameWhatToChangeWhenPhysicalMemoryIsExceeded() {
    ContainerEnd end =
        ContainerEnd.of(ContainerExitStatus.KILLED_EXCEEDED_PMEM, "is running 12MB beyond", 2048);

    assertEquals(ErrorCode.CONTAINER_OUT_OF_MEMORY, end.code());
    assertTrue(end.reason().contains("2048 MB"), end.reason());
    assertTrue(end.reason().contains("--taskManagerMemory"), end.reason());
    assertTrue(end.reason().contains("is running 12MB beyond"), end.reason());
  }

  @Test
  void shouldNameTheSettingOfTheNodesWhenVirtualMemoryIsExceeded() {
    ContainerEnd end = ContainerEnd.of(ContainerExitStatus.KILLED_EXCEEDED_VMEM, null, 2048);

    assertEquals(ErrorCode.CONTAINER_OUT_OF_MEMORY, end.code());
    assertTrue(end.reason().contains("yarn.nodemanager.vmem-check-enabled"), end.reason());
  }

  @Test
  void shouldKnowPreemptionAndFailedDisks() {
    assertEquals(
        ErrorCode.CONTAINER_PREEMPTED,
        ContainerEnd.of(ContainerExitStatus.PREEMPTED, "", 1).code());
    ContainerEnd disks = ContainerEnd.of(ContainerExitStatus.DISKS_FAILED, "", 1);
    assertEquals(ErrorCode.NODE_DISKS_FAILED, disks.code());
    assertTrue(disks.nodeAtFault());
  }

  @Test
  void shouldExplainSignals() {
    assertTrue(ContainerEnd.of(137, "", 1).reason().contains("signal 9"));
    assertTrue(ContainerEnd.of(143, "", 1).reason().contains("signal 15"));
  }

  @Test
  void shouldQuoteStandardErrorOfAWorkerThatDidNotStart() {
    ContainerEnd end =
        ContainerEnd.of(
            1,
            "[2026-11-21 04:00:15.961]Exception from container-launch.\nExit code: 1\n\n"
                + "Last 4096 bytes of stderr :\nError: Could not find or load main class X\n",
            1);

    assertTrue(end.reason().contains("Could not find or load main class X"), end.reason());
    assertFalse(end.nodeAtFault());
  }

  @Test
  void shouldBlameTheNodeWhenItHasNoJava() {
    assertTrue(ContainerEnd.of(127, "", 1).nodeAtFault());
    assertTrue(ContainerEnd.of(127, "", 1).reason().contains("env.java.home"));
  }

  @Test
  void shouldSayTheNumberOfAnUnknownStatus() {
    assertTrue(ContainerEnd.of(42, "", 1).reason().contains("42"));
  }
}
