// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Which jobs run, with their graphs, written where it survives the ApplicationMaster. Calls return
 * at once and are carried out in their order. Usable by one thread.
 */
public interface JobJournal extends AutoCloseable {

  /**
   * A job that was accepted by an earlier ApplicationMaster and had not ended when that did.
   *
   * @param graph null if it cannot be read
   */
  record StoredJob(JobID id, String name, long startMillis, JobGraph graph) {}

  /** Number of this ApplicationMaster among those of its session, from 1. */
  default int attempt() {
    return 1;
  }

  /**
   * What an earlier ApplicationMaster left. From now on an earlier one that still lives cannot
   * accept jobs any more.
   */
  CompletableFuture<List<StoredJob>> takeOver();

  /**
   * A job was accepted; done when that is durable, failed if it is not, or if a later
   * ApplicationMaster has taken over.
   */
  CompletableFuture<Void> accepted(JobGraph graph, long startMillis);

  /** A job has ended. */
  void ended(JobID id);

  /** Carries out what was asked for, then ends. */
  @Override
  void close();

  /** Remembers nothing: for sessions that end with their process. */
  static JobJournal none() {
    return new JobJournal() {
      @Override
      public CompletableFuture<List<StoredJob>> takeOver() {
        return CompletableFuture.completedFuture(List.of());
      }

      @Override
      public CompletableFuture<Void> accepted(JobGraph graph, long startMillis) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void ended(JobID id) {}

      @Override
      public void close() {}
    };
  }
}
