// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import java.math.BigInteger;
import java.util.concurrent.CompletableFuture;

/** Numbers in order; each subtask emits one contiguous part of them. */
public final class SequenceSource implements PullSource {
  private final long from;
  private final long to;
  private Output<Long> output;
  private long next;
  private long last;
  private boolean ended;

  private SequenceSource(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** A factory for the numbers {@code from} to {@code to}, both included. */
  public static OperatorFactory factory(long from, long to) {
    return () -> new SequenceSource(from, to);
  }

  @Override
  public void open(OperatorContext context) {
    output = context.output();
    RuntimeContext runtime = context.runtimeContext();
    int subtask = runtime.getTaskInfo().getIndexOfThisSubtask();
    int subtasks = runtime.getTaskInfo().getNumberOfParallelSubtasks();
    next = boundary(subtask, subtasks);
    long end = boundary(subtask + 1, subtasks);
    // the end of the last part may be one above the greatest long
    last = end - 1;
    ended = next == end;
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
    for (int i = 0; i < maxRecords && !ended; i++) {
      long value = next;
      ended = value == last;
      next = value + 1;
      output.emit(value, Operator.NO_TIMESTAMP);
    }
    return ended ? Status.END : Status.MORE;
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
