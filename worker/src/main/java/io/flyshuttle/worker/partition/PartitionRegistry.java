// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.PartitionID;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The results that tasks of this worker have to offer. A reader may come before the producer: it
 * then waits for the registration. Usable by any thread.
 */
public final class PartitionRegistry {

  private final Map<PartitionID, ResultPartition> partitions = new HashMap<>();
  private final Map<PartitionID, List<CompletableFuture<ResultPartition>>> awaited =
      new HashMap<>();
  private final long timeoutMillis;

  /**
   * @param timeoutMillis how long a reader waits for a producer to appear
   */
  public PartitionRegistry(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  /** Offers a partition to readers. */
  public void register(ResultPartition partition) {
    List<CompletableFuture<ResultPartition>> readers;
    synchronized (this) {
      if (partitions.putIfAbsent(partition.id(), partition) != null) {
        throw new IllegalStateException("the result " + partition.id() + " is registered already");
      }
      readers = awaited.remove(partition.id());
    }
    if (readers != null) {
      readers.forEach(reader -> reader.complete(partition));
    }
  }

  /**
   * The partition with the given id, as soon as it is registered; fails with PARTITION_LOST if it
   * never is. Completes on the registering thread, or at once.
   */
  public CompletableFuture<ResultPartition> request(PartitionID id) {
    CompletableFuture<ResultPartition> reader = new CompletableFuture<>();
    synchronized (this) {
      ResultPartition partition = partitions.get(id);
      if (partition != null) {
        return CompletableFuture.completedFuture(partition);
      }
      awaited.computeIfAbsent(id, key -> new ArrayList<>(1)).add(reader);
    }
    Executor later = CompletableFuture.delayedExecutor(timeoutMillis, TimeUnit.MILLISECONDS);
    CompletableFuture<Void> expiry = CompletableFuture.runAsync(() -> expire(id, reader), later);
    reader.whenComplete((partition, failure) -> expiry.cancel(false));
    return reader;
  }

  private void expire(PartitionID id, CompletableFuture<ResultPartition> reader) {
    synchronized (this) {
      List<CompletableFuture<ResultPartition>> readers = awaited.get(id);
      if (readers != null && readers.remove(reader) && readers.isEmpty()) {
        awaited.remove(id);
      }
    }
    reader.completeExceptionally(
        new FlyshuttleException(
            ErrorCode.PARTITION_LOST,
            String.format(
                "the result of vertex %d, subtask %d, attempt %d for edge %d did not appear within"
                    + " %d ms",
                id.producer().vertex(),
                id.producer().subtask(),
                id.producer().attempt(),
                id.edge(),
                timeoutMillis)));
  }

  /** Forgets a partition that has been released. */
  public synchronized void remove(ResultPartition partition) {
    partitions.remove(partition.id(), partition);
  }

  /** Releases one partition, if it is there. */
  public void release(PartitionID id) {
    ResultPartition partition;
    synchronized (this) {
      partition = partitions.get(id);
    }
    if (partition != null) {
      partition.release();
    }
  }

  /** Releases all results of an attempt. */
  public void releaseAttempt(AttemptID attempt) {
    releaseWhere(partition -> partition.id().producer().equals(attempt));
  }

  /** Releases all results of a job. */
  public void releaseJob(JobID job) {
    releaseWhere(partition -> partition.id().producer().job().equals(job));
  }

  /** Releases everything. */
  public void releaseAll() {
    releaseWhere(partition -> true);
  }

  private void releaseWhere(Predicate<ResultPartition> condition) {
    List<ResultPartition> chosen = new ArrayList<>();
    synchronized (this) {
      partitions.values().stream().filter(condition).forEach(chosen::add);
    }
    chosen.forEach(ResultPartition::release);
  }

  /** How many results are on offer. */
  public synchronized int size() {
    return partitions.size();
  }
}
