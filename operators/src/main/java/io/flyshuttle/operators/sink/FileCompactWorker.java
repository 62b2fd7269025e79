// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.file.FileCompaction;
import io.flyshuttle.core.connector.file.FileSinkCommittable;
import io.flyshuttle.core.connector.sink.CommittableWithLineage;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the files that a {@link FileCompactPlanner} has planned, and sends them on before the next
 * barrier, in the order in which they came.
 */
public final class FileCompactWorker implements Operator {

  /** A message to be sent on once its file is made. */
  private record Making(Object message, Future<Void> made) {}

  private final FileCompaction compaction;
  private final Deque<Making> inOrder = new ArrayDeque<>();
  private Output<Object> output;
  private ExecutorService threads;

  private FileCompactWorker(FileCompaction compaction) {
    this.compaction = compaction;
  }

  /** A factory for the plan. */
  public static OperatorFactory factory(FileCompaction compaction) {
    return () -> new FileCompactWorker(compaction);
  }

  @Override
  public void open(OperatorContext context) {
    output = context.output();
    String name = context.runtimeContext().getTaskInfo().getTaskNameWithSubtasks();
    threads =
        Executors.newFixedThreadPool(
            compaction.strategy() == null ? 1 : compaction.strategy().getNumCompactThreads(),
            work -> {
              Thread thread = new Thread(work, "compacts files of " + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void process(int input, Object message, long timestamp) throws Exception {
    if (message instanceof CommittableWithLineage<?> lineage) {
      FileSinkCommittable file = (FileSinkCommittable) lineage.getCommittable();
      Callable<Void> making =
          () -> {
            compaction.merge(file);
            return null;
          };
      inOrder.add(new Making(message, threads.submit(making)));
    } else {
      sendOn();
      output.emit(message, NO_TIMESTAMP);
    }
  }

  private void sendOn() throws Exception {
    while (!inOrder.isEmpty()) {
      Making next = inOrder.remove();
      try {
        next.made.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
      output.emit(next.message, NO_TIMESTAMP);
    }
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    sendOn();
  }

  @Override
  public void finish() throws Exception {
    sendOn();
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
