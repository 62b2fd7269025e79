// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.core.job.JobID;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Which jobs run, written where it survives the ApplicationMaster. Calls return at once and are
 * carried out in their order. Usable by one thread.
 */
public interface JobJournal extends AutoCloseable {

  /** A job that was accepted by an earlier ApplicationMaster and had not ended when that did. */
  record LostJob(JobID id, String name, long startMillis) {}

  /** What an earlier ApplicationMaster left; it is forgotten with this call. */
  CompletableFuture<List<LostJob>> takeLost();

  /** A job was accepted; done when that is durable. */
  CompletableFuture<Void> accepted(JobID id, String name, long startMillis);

  /** A job has ended. */
  void ended(JobID id);

  /** Carries out what was asked for, then ends. */
  @Override
  void close();

  /** Remembers nothing: for sessions that end with their process. */
  static JobJournal none() {
    return new JobJournal() {
      @Override
      public CompletableFuture<List<LostJob>> takeLost() {
        return CompletableFuture.completedFuture(List.of());
      }

      @Override
      public CompletableFuture<Void> accepted(JobID id, String name, long startMillis) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void ended(JobID id) {}

      @Override
      public void close() {}
    };
  }
}
