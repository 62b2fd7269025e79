// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Numbers in order; each subtask emits one contiguous part of them, and after a restore with fewer
 * subtasks several. A part is its next number, its last number, and whether it is done.
 */
public final class SequenceSource implements PullSource {
  private static final int NEXT = 0;
  private static final int LAST = 1;
  private static final int DONE = 2;

  private final long from;
  private final long to;
  private Output<Long> output;
  private SourceParts state;
  private List<long[]> parts;
  private int current;

  private SequenceSource(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** A factory for the numbers {@code from} to {@code to}, both included. */
  public static OperatorFactory factory(long from, long to) {
    return () -> new SequenceSource(from, to);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    state = SourceParts.open(context);
    parts = state.restored();
    if (parts == null) {
      TaskInfo task = context.runtimeContext().getTaskInfo();
      int subtask = task.getIndexOfThisSubtask();
      int subtasks = task.getNumberOfParallelSubtasks();
      long first = boundary(subtask, subtasks);
      long end = boundary(subtask + 1, subtasks);
      // the end of the last part may be one above the greatest long
      parts = new ArrayList<>();
      parts.add(new long[] {first, end - 1, first == end ? 1 : 0});
    }
  }

  /** The first number of a subtask; for the subtask after the last, the number after the last. */
  private long boundary(int subtask, int subtasks) {
    BigInteger start = BigInteger.valueOf(from);
    BigInteger count = BigInteger.valueOf(to).subtract(start).add(BigInteger.ONE);
    return start
        .add(count.multiply(BigInteger.valueOf(subtask)).divide(BigInteger.valueOf(subtasks)))
        .longValue();
  }

  @Override
  public Status pull(int maxRecords) {
    int left = maxRecords;
    while (current < parts.size()) {
      long[] part = parts.get(current);
      while (part[DONE] == 0) {
        if (left-- == 0) {
          return Status.MORE;
        }
        long value = part[NEXT];
        part[DONE] = value == part[LAST] ? 1 : 0;
        part[NEXT] = value + 1;
        output.emit(value, Operator.NO_TIMESTAMP);
      }
      current++;
    }
    return Status.END;
  }

  @Override
  public CompletableFuture<?> available() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    state.save(parts.stream().map(long[]::clone).toList());
  }

  @Override
  public void finish() {
    output.emitWatermark(Long.MAX_VALUE);
  }
}
