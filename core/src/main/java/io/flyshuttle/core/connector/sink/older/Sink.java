// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.older;

import io.flyshuttle.core.connector.MailboxExecutor;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.metric.SinkWriterMetricGroup;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sink in its first form. Travels to the workers.
 *
 * @param <InputT> type of the records
 * @param <CommT> what is needed to commit what a writer wrote
 * @param <WriterStateT> state of a writer
 * @param <GlobalCommT> what is needed to commit for all writers
 */
@Deprecated
public interface Sink<InputT, CommT, WriterStateT, GlobalCommT> extends Serializable {

  /**
   * Makes the writer of a subtask.
   *
   * @param states what was restored; empty for a fresh start
   */
  SinkWriter<InputT, CommT, WriterStateT> createWriter(
      InitContext context, List<WriterStateT> states) throws IOException;

  /** Empty if writers have no state. */
  Optional<SimpleVersionedSerializer<WriterStateT>> getWriterStateSerializer();

  /** Empty if nothing is committed. */
  Optional<Committer<CommT>> createCommitter() throws IOException;

  /** Empty if nothing is committed in one place. */
  Optional<GlobalCommitter<CommT, GlobalCommT>> createGlobalCommitter() throws IOException;

  /** Empty if nothing is committed. */
  Optional<SimpleVersionedSerializer<CommT>> getCommittableSerializer();

  /** Empty if nothing is committed in one place. */
  Optional<SimpleVersionedSerializer<GlobalCommT>> getGlobalCommittableSerializer();

  /** Names of operator state from which writers can be restored too. */
  default Collection<String> getCompatibleStateNames() {
    return List.of();
  }

  /** What a writer may use of its task. */
  interface InitContext {
    UserCodeClassLoader getUserCodeClassLoader();

    MailboxExecutor getMailboxExecutor();

    ProcessingTimeService getProcessingTimeService();

    int getSubtaskId();

    int getNumberOfParallelSubtasks();

    SinkWriterMetricGroup metricGroup();

    /** The checkpoint that state was restored from; empty for a fresh start. */
    OptionalLong getRestoredCheckpointId();
  }

  /** The clock of a writer. */
  interface ProcessingTimeService {

    /** Milliseconds since 1970. */
    long getCurrentProcessingTime();

    /** Calls back once, in the writer's thread, when the clock has reached {@code time}. */
    void registerProcessingTimer(long time, ProcessingTimeCallback processingTimerCallback);

    /** What to do then. */
    interface ProcessingTimeCallback {
      void onProcessingTime(long time) throws IOException, InterruptedException;
    }
  }
}
