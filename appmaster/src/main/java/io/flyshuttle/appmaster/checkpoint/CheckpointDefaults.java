// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.CheckpointSettings.Retention;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExternalizedCheckpointRetention;
import io.flyshuttle.core.option.StateBackendOptions;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.core.state.StateBackends;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session's configuration says about checkpoints, for jobs that leave it open.
 *
 * @param settings the configuration; its directory may be empty
 * @param sessionDirectory URI of a directory that lives as long as the session; used by jobs for
 *     which no other is configured
 * @param ofOneProcess whether the session lives in the process of its program: a job that wants
 *     checkpoints kept, but names no directory, then runs with a warning instead of being refused,
 *     as nobody else could have waited for them
 */
public record CheckpointDefaults(
    CheckpointSettings settings, String sessionDirectory, boolean ofOneProcess) {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointDefaults.class);

  /** Reads the configuration. */
  public static CheckpointDefaults of(Configuration c, String sessionDirectory) {
    Duration interval = c.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(null);
    String data = c.get(CheckpointingOptions.CHECKPOINTS_DATA_DIRECTORY);
    String directory = c.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    String savepoints = c.get(CheckpointingOptions.SAVEPOINT_DIRECTORY);
    int retained = c.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS);
    if (retained < 1) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "state.checkpoints.num-retained is " + retained + "; the least is 1");
    }
    CheckpointSettings settings =
        new CheckpointSettings(
            interval == null ? -1 : interval.toMillis(),
            c.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE),
            c.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT).toMillis(),
            c.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS).toMillis(),
            c.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS),
            c.getOptional(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER).orElse(-1),
            c.get(CheckpointingOptions.ENABLE_UNALIGNED),
            c.get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT).toMillis(),
            retention(c.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)),
            retained,
            // State and metadata lie together, so that a job's directory can be moved as a whole.
            data != null ? data : directory != null ? directory : "",
            savepoints == null ? "" : savepoints,
            c.get(StateBackendOptions.STATE_BACKEND),
            c.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS),
            c.get(StateRecoveryOptions.LOCAL_RECOVERY));
    return new CheckpointDefaults(settings, sessionDirectory, false);
  }

  /** The same for a session in the process of its program. */
  public CheckpointDefaults inOneProcess() {
    return new CheckpointDefaults(settings, sessionDirectory, true);
  }

  private static Retention retention(ExternalizedCheckpointRetention wish) {
    return switch (wish) {
      case NO_EXTERNALIZED_CHECKPOINTS -> Retention.DELETE;
      case DELETE_ON_CANCELLATION -> Retention.RETAIN_ON_FAILURE;
      case RETAIN_ON_CANCELLATION -> Retention.RETAIN_ON_CANCELLATION;
    };
  }

  /**
   * The settings of a job, with nothing left open. A streaming job that wants no checkpoints gets
   * those of the session, if the session has any.
   *
   * @throws FlyshuttleException with INVALID_OPTION if they contradict each other
   */
  public CheckpointSettings resolve(JobGraph graph) {
    CheckpointSettings ofJob = graph.settings().checkpoints();
    boolean streaming = graph.settings().type() == JobType.STREAMING;
    CheckpointSettings wanted = ofJob.enabled() || !streaming ? ofJob : settings;
    CheckpointSettings timing = ofJob.mustAlign() ? wanted.aligned() : wanted;
    if (wanted.enabled() && wanted.unaligned() && !timing.unaligned()) {
      LOG.info(
          "Job {} (\"{}\") has a loop: its checkpoints are aligned, though"
              + " execution.checkpointing.unaligned.enabled is set for the session",
          graph.id(),
          graph.name());
    }
    boolean ownDirectory = !ofJob.directory().isEmpty() || !settings.directory().isEmpty();
    CheckpointSettings resolved =
        new CheckpointSettings(
            streaming ? timing.intervalMillis() : -1,
            timing.mode(),
            timing.timeoutMillis(),
            timing.minPauseMillis(),
            timing.maxConcurrent(),
            timing.tolerableFailures(),
            timing.unaligned() && timing.mode() == CheckpointingMode.EXACTLY_ONCE,
            timing.alignedTimeoutMillis(),
            timing.retention(),
            ofJob.retained() > 0 ? ofJob.retained() : settings.retained(),
            ownDirectory
                ? withoutSlash(first(ofJob.directory(), settings.directory()))
                : sessionDirectory,
            withoutSlash(first(ofJob.savepointDirectory(), settings.savepointDirectory())),
            store(first(ofJob.stateBackend(), settings.stateBackend())),
            ofJob.stateBackend().isEmpty() && !ofJob.incremental()
                ? settings.incremental()
                : ofJob.incremental(),
            ofJob.localCopies() || settings.localCopies());
    if (resolved.enabled() && resolved.unaligned() && resolved.maxConcurrent() > 1) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "execution.checkpointing.max-concurrent-checkpoints is "
              + resolved.maxConcurrent()
              + ", but of unaligned checkpoints only one can be under way: set it to 1, or"
              + " execution.checkpointing.unaligned.enabled to false");
    }
    if (streaming) {
      // a store that is not there is told of now and not when the first task needs it
      StateBackends.named(resolved.stateBackend());
    }
    if (resolved.enabled() && resolved.retention() != Retention.DELETE && !ownDirectory) {
      String problem =
          "checkpoints are to be kept when the job has ended, but they would lie in the session's"
              + " own directory, which is deleted with it: set state.checkpoints.dir";
      if (!ofOneProcess) {
        throw new FlyshuttleException(ErrorCode.INVALID_OPTION, problem);
      }
      LOG.warn("{}: {}", graph.name(), problem);
    }
    return resolved;
  }

  private static String first(String wish, String otherwise) {
    return wish.isEmpty() ? otherwise : wish;
  }

  private static String withoutSlash(String directory) {
    return directory.length() > 1 && directory.endsWith("/")
        ? withoutSlash(directory.substring(0, directory.length() - 1))
        : directory;
  }

  /** The store of keyed state; where snapshots go is the directory's matter. */
  private static String store(String backend) {
    return switch (backend.toLowerCase(Locale.ROOT)) {
      case "jobmanager", "filesystem", "" -> "hashmap";
      default -> backend.toLowerCase(Locale.ROOT);
    };
  }
}
