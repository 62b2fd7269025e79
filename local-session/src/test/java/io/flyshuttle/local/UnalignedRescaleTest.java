// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static io.flyshuttle.local.Streams.awaitTrue;
import static io.flyshuttle.local.Streams.checkpoints;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.ExternalizedCheckpointRetention;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints with records in flight, from which jobs go on with another parallelism. */
@Timeout(600)
final class UnalignedRescaleTest {
  private static final int SLOTS = 4;
  private static final long ENOUGH_IN_FLIGHT = 200_000;

  @TempDir private Path directory;

  private LocalSession start() {
    Configuration configuration =
        new Configuration()
            .set(LocalOptions.WORKERS, 2)
            .set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, false)
            .set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    return LocalSession.start(new LocalSettings(2, SLOTS, 96 << 20, configuration.toMap()));
  }

  private JobClient submit(LocalSession session, int sources, int others, String from) {
    Configuration configuration = new Configuration();
    if (!from.isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(others);
    env.setMaxParallelism(16);
    env.enableCheckpointing(100);
    env.getCheckpointConfig().enableUnalignedCheckpoints();
    env.getCheckpointConfig().setAlignedCheckpointTimeout(Duration.ZERO);
    env.getCheckpointConfig()
        .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    CrowdedProgram.addTo(env, sources);
    return session.submit(env.jobGraph("crowded"));
  }

  private static Optional<CheckpointReport.Line> crowded(LocalSession session, JobClient job) {
    return checkpoints(session, job).history().stream()
        .filter(line -> line.status() == CheckpointReport.Status.COMPLETED)
        .max((a, b) -> Long.compare(a.id(), b.id()))
        .filter(line -> line.inFlightBytes() > ENOUGH_IN_FLIGHT);
  }

  /** Lets records crowd, and ends the job; answers with its last checkpoint. */
  private String interrupt(LocalSession session, JobClient job) throws Exception {
    awaitTrue(() -> crowded(session, job).isPresent(), "no checkpoint has records in flight");
    job.cancel().get(120, TimeUnit.SECONDS);
    assertThrows(
        ExecutionException.class, () -> job.getJobExecutionResult().get(120, TimeUnit.SECONDS));
    return crowded(session, job).orElseThrow().directory();
  }

  @ParameterizedTest
  @CsvSource({"2,2, 1,1, 3,4", "1,3, 2,4, 2,1", "3,2, 3,3, 1,3"})
  void shouldDealRecordsInFlightOutAnew(
      int sources, int others, int secondSources, int secondOthers, int lastSources, int lastOthers)
      throws Exception {
    CrowdedProgram.begin();
    try (LocalSession session = start()) {
      String first = interrupt(session, submit(session, sources, others, ""));
      // what was restored is still in flight when the next checkpoint is taken
      String second = interrupt(session, submit(session, secondSources, secondOthers, first));
      JobClient last = submit(session, lastSources, lastOthers, second);
      CrowdedProgram.open();
      last.getJobExecutionResult().get(120, TimeUnit.SECONDS);
    }
    assertEquals(CrowdedProgram.expectedSums(), CrowdedProgram.sums());
    assertEquals(CrowdedProgram.expectedWindows(), CrowdedProgram.windows());
    assertEquals(CrowdedProgram.expectedTotal(), CrowdedProgram.partitioned());
    assertEquals(CrowdedProgram.expectedRules(), CrowdedProgram.rules());
  }
}
