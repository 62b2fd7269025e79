// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.PartitionID;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  private static final int REMEMBERED = 20_000;

  private final Map<PartitionID, ResultPartition> partitions = new HashMap<>();
  private final Map<PartitionID, List<CompletableFuture<ResultPartition>>> awaited =
      new HashMap<>();

  /** Results that were here: who asks late is told at once. The oldest are forgotten. */
  private final Map<PartitionID, Boolean> gone =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PartitionID, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

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
      if (gone.containsKey(id)) {
        return CompletableFuture.failedFuture(
            new FlyshuttleException(
                ErrorCode.PARTITION_LOST, describe(id) + " is not there any more"));
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
            describe(id) + " did not appear within " + timeoutMillis + " ms"));
  }

  private static String describe(PartitionID id) {
    return String.format(
        "the result of vertex %d, subtask %d, attempt %d for edge %d",
        id.producer().vertex(), id.producer().subtask(), id.producer().attempt(), id.edge());
  }

  /** Forgets a partition that has been released. */
  public synchronized void remove(ResultPartition partition) {
    if (partitions.remove(partition.id(), partition)) {
      gone.put(partition.id(), true);
    }
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
    synchronized (this) {
      gone.keySet().removeIf(id -> id.producer().job().equals(job));
    }
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
