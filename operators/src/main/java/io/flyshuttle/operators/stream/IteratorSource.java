// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import java.io.Serializable;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/** What an iterator gives. */
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

  private final IteratorMaker<?> maker;
  private Output<Object> output;
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
    RuntimeContext runtime = context.runtimeContext();
    iterator =
        maker.make(
            runtime.getTaskInfo().getIndexOfThisSubtask(),
            runtime.getTaskInfo().getNumberOfParallelSubtasks());
  }

  @Override
  public Status pull(int maxRecords) {
    for (int i = 0; i < maxRecords; i++) {
      if (!iterator.hasNext()) {
        return Status.END;
      }
      output.emit(iterator.next(), Operator.NO_TIMESTAMP);
    }
    return Status.MORE;
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
