// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsNotesTest {
  private final Configuration place = new Configuration();

  @Test
  void shouldTellWhatDoesNothing() {
    Configuration program = new Configuration();
    program.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Adaptive);
    program.setString("my.own", "x");
    program.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));

    assertEquals(
        List.of("jobmanager.scheduler has no effect: " + WithoutEffect.SCHEDULING),
        SettingsNotes.of(program, place, false));
  }

  @Test
  void shouldTellWhatOnlyTheSessionCouldSet() {
    place.set(TaskManagerOptions.NUM_TASK_SLOTS, 4);
    Configuration program = new Configuration(place);
    program.set(TaskManagerOptions.NUM_TASK_SLOTS, 8);
    program.set(YarnOptions.APPLICATION_QUEUE, "night");
    program.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, Duration.ofSeconds(1));

    assertEquals(
        List.of(
            "taskmanager.numberOfTaskSlots has no effect in a program: it belongs to the session,"
                + " which runs with 4",
            "yarn.application.queue has no effect in a program: it belongs to the session, which"
                + " runs without it"),
        SettingsNotes.of(program, place, false));
  }

  @Test
  void whenTheSessionHasTheSameThenNothingIsSaid() {
    place.set(TaskManagerOptions.NUM_TASK_SLOTS, 4);
    place.setString("high-availability", "zookeeper");
    Configuration program = new Configuration(place);
    // what the session has by default may be said by a program, too
    program.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(50));

    assertEquals(List.of(), SettingsNotes.of(program, place, false));
  }

  @Test
  void whenTheSessionIsTheProgramsOwnThenItIsToldWhatDoesNothing() {
    Configuration program = new Configuration();
    program.setString("high-availability", "zookeeper");
    program.set(TaskManagerOptions.NUM_TASK_SLOTS, 4);

    assertEquals(
        List.of("high-availability has no effect: " + WithoutEffect.HA),
        SettingsNotes.of(program, new Configuration(program), true));
  }
}
