// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What an iterator gives. After a restore the iterator is made again and what was emitted is
 * skipped, so it must give the same elements each time. A part is whose iterator it is (subtask and
 * number of subtasks) and how many elements were emitted.
 */
public final class IteratorSource implements PullSource {

  /**
   * Makes the iterator of a subtask, in the worker.
   *
   * @param <T> type of the elements
   */
  @FunctionalInterface
  public interface IteratorMaker<T> extends Serializable {
    Iterator<T> make(int subtask, int subtasks) throws Exception;
  }

  private static final int SUBTASK = 0;
  private static final int SUBTASKS = 1;
  private static final int EMITTED = 2;

  private final IteratorMaker<?> maker;
  private Output<Object> output;
  private SourceParts state;
  private List<long[]> parts;
  private int current;
  private Iterator<?> iterator;

  private IteratorSource(IteratorMaker<?> maker) {
    this.maker = maker;
  }

  /** A factory for the plan. */
  public static OperatorFactory factory(IteratorMaker<?> maker) {
    return () -> new IteratorSource(maker);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    state = SourceParts.open(context);
    parts = state.restored();
    if (parts == null) {
      TaskInfo task = context.runtimeContext().getTaskInfo();
      parts = new ArrayList<>();
      parts.add(new long[] {task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), 0});
    }
    openPart();
  }

  private void openPart() throws Exception {
    if (current < parts.size()) {
      long[] part = parts.get(current);
      iterator = maker.make((int) part[SUBTASK], (int) part[SUBTASKS]);
      for (long skip = part[EMITTED]; skip > 0 && iterator.hasNext(); skip--) {
        iterator.next();
      }
    }
  }

  @Override
  public Status pull(int maxRecords) throws Exception {
    int left = maxRecords;
    while (current < parts.size()) {
      long[] part = parts.get(current);
      while (iterator.hasNext()) {
        if (left-- == 0) {
          return Status.MORE;
        }
        part[EMITTED]++;
        output.emit(iterator.next(), Operator.NO_TIMESTAMP);
      }
      current++;
      openPart();
    }
    return Status.END;
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    state.save(parts.stream().map(long[]::clone).toList());
  }

  @Override
  public CompletableFuture<?> available() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void finish() {
    output.emitWatermark(Long.MAX_VALUE);
  }
}
