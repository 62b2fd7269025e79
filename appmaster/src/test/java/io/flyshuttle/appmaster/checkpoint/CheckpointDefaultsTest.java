// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CheckpointDefaultsTest {

  private static CheckpointSettings resolved(Configuration session, CheckpointSettings ofJob) {
    JobGraph graph =
        new JobGraph(
            new JobID(),
            "job",
            new JobSettings(
                JobType.STREAMING, RestartSpec.none(), Map.of(), ofJob, RestoreSettings.none()),
            List.of(),
            List.of(),
            List.of(),
            new byte[0]);
    return CheckpointDefaults.of(session, "file:/session").resolve(graph);
  }

  private static Configuration unaligned() {
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(7))
        .set(CheckpointingOptions.ENABLE_UNALIGNED, true);
  }

  @Test
  void whenTheSessionSaysUnalignedThenJobsThatSayNothingAreSo() {
    CheckpointSettings settings = resolved(unaligned(), CheckpointSettings.none());
    assertEquals(7_000, settings.intervalMillis());
    assertTrue(settings.unaligned());
  }

  @Test
  void whenBarriersMustNotOvertakeThenWhatTheSessionSaysDoesNotCount() {
    CheckpointSettings settings = resolved(unaligned(), CheckpointSettings.none().aligned());
    assertEquals(7_000, settings.intervalMillis());
    assertFalse(settings.unaligned());
    assertTrue(settings.mustAlign());
  }
}
