// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.JobArchive;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Which jobs run, with their graphs, and how the others ended, written where it survives the
 * ApplicationMaster. Calls return at once and are carried out in their order. Usable by one thread.
 */
public interface JobJournal extends AutoCloseable {

  /**
   * A job that was accepted by an earlier ApplicationMaster and had not ended when that did.
   *
   * @param graph null if it cannot be read
   * @param completing null, or what is known of the job if all its tasks had finished and only its
   *     outputs were left to be completed
   */
  record StoredJob(
      JobID id, String name, long startMillis, JobGraph graph, JobArchive completing) {}

  /**
   * What an earlier ApplicationMaster left.
   *
   * @param running jobs that had not ended
   * @param ended jobs that had, the oldest first
   */
  record Left(List<StoredJob> running, List<JobArchive> ended) {
    static Left nothing() {
      return new Left(List.of(), List.of());
    }
  }

  /** Number of this ApplicationMaster among those of its session, from 1. */
  default int attempt() {
    return 1;
  }

  /**
   * What an earlier ApplicationMaster left. From now on an earlier one that still lives cannot
   * accept jobs any more.
   */
  CompletableFuture<Left> takeOver();

  /**
   * A job was accepted; done when that is durable, failed if it is not, or if a later
   * ApplicationMaster has taken over.
   */
  CompletableFuture<Void> accepted(JobGraph graph, long startMillis);

  /**
   * All tasks of a job have finished, and its outputs are going to be completed; done when that is
   * durable. A later ApplicationMaster will not run the tasks again.
   */
  CompletableFuture<Void> completing(JobArchive job);

  /** A job has ended. */
  void ended(JobArchive job);

  /** An ended job is not kept any longer. */
  void forgotten(JobID id);

  /** Done when all that was asked for so far has been carried out, whatever came of it. */
  CompletableFuture<Void> idle();

  /** Carries out what was asked for, then ends. */
  @Override
  void close();

  /** Remembers nothing: for sessions that end with their process. */
  static JobJournal none() {
    return new JobJournal() {
      @Override
      public CompletableFuture<Left> takeOver() {
        return CompletableFuture.completedFuture(Left.nothing());
      }

      @Override
      public CompletableFuture<Void> accepted(JobGraph graph, long startMillis) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public CompletableFuture<Void> completing(JobArchive job) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void ended(JobArchive job) {}

      @Override
      public void forgotten(JobID id) {}

      @Override
      public CompletableFuture<Void> idle() {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void close() {}
    };
  }
}
