// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.iterate.LoopBody.Step;
import io.flyshuttle.operators.iterate.LoopBody.StepInput;
import io.flyshuttle.operators.sort.ExternalSorter;
import io.flyshuttle.operators.sort.MemoryQuota;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a loop's body. A step that is the only reader of one source is called directly by it;
 * what others read is kept in buffers. Used by one thread.
 */
final class Superstep implements AutoCloseable {
  private static final int INTERRUPT_CHECK_EVERY = 1024;

  private final LoopBody body;
  private final OperatorContext task;
  private final LoopRuntimeContext runtimeContext;
  private final SolutionSet solutionSet;
  private final int share;
  private final RecordBuffer<Object>[] buffers;
  private final Operator[] operators;
  private final List<List<Integer>> directReaders = new ArrayList<>();
  private long delivered;

  /**
   * @param ports the content of the ports; belongs to the caller
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  Superstep(
      LoopBody body,
      OperatorContext task,
      LoopRuntimeContext runtimeContext,
      SolutionSet solutionSet,
      RecordBuffer<Object>[] ports) {
    this.body = body;
    this.task = task;
    this.runtimeContext = runtimeContext;
    this.solutionSet = solutionSet;
    int sources = body.ports().size() + body.steps().size();
    this.buffers = new RecordBuffer[sources];
    System.arraycopy(ports, 0, buffers, 0, ports.length);
    this.operators = new Operator[body.steps().size()];
    long claims = 2L * sources + body.steps().stream().filter(Step::usesMemory).count();
    this.share = (int) (task.managedMemory().totalSegments() / Math.max(1, claims));
    for (int source = 0; source < sources; source++) {
      directReaders.add(new ArrayList<>());
    }
  }

  private static ManagedMemory bounded(OperatorContext task, int segments) {
    return new MemoryQuota(task.managedMemory(), segments);
  }

  /** A buffer of a fair part of memory. */
  static RecordBuffer<Object> buffer(
      OperatorContext task, int segments, TypeSerializer<?> serializer) {
    @SuppressWarnings("unchecked")
    TypeSerializer<Object> own = (TypeSerializer<Object>) serializer.duplicate();
    return new RecordBuffer<>(bounded(task, segments), task.spillDirectories(), own);
  }

  /** Runs all steps; the sources of {@code results} can be read afterwards. */
  void run(int[]... results) throws Exception {
    int ports = body.ports().size();
    boolean[] kept = new boolean[buffers.length];
    for (int[] sources : results) {
      for (int source : sources == null ? new int[0] : sources) {
        kept[source] = true;
      }
    }
    for (int i = 0; i < operators.length; i++) {
      List<StepInput> inputs = body.steps().get(i).inputs();
      boolean direct = inputs.size() == 1 && inputs.get(0).source() >= ports;
      for (StepInput input : inputs) {
        if (direct) {
          directReaders.get(input.source()).add(i);
        } else {
          kept[input.source()] = true;
        }
      }
    }
    for (int i = 0; i < operators.length; i++) {
      if (kept[ports + i]) {
        buffers[ports + i] = buffer(task, share, body.steps().get(i).outputSerializer());
      }
    }
    for (int i = 0; i < operators.length; i++) {
      List<StepInput> inputs = body.steps().get(i).inputs();
      if (!(inputs.size() == 1 && inputs.get(0).source() >= ports)) {
        open(i);
        feed(i);
        end(i);
      }
    }
  }

  /** Opens a step and all that it calls directly, readers first. */
  private void open(int index) throws Exception {
    int source = body.ports().size() + index;
    for (int reader : directReaders.get(source)) {
      open(reader);
    }
    Step step = body.steps().get(index);
    operators[index] = step.factory().create();
    operators[index].open(
        new LoopContext(
            task,
            step,
            new StepOutput(source, step.outputSerializer()),
            runtimeContext,
            bounded(task, Math.max(2 * ExternalSorter.MIN_SEGMENTS, share)),
            solutionSet));
  }

  /** Hands a step its inputs in the order it asks for. */
  private void feed(int index) throws Exception {
    Step step = body.steps().get(index);
    Operator operator = operators[index];
    boolean[] ended = new boolean[step.inputCount()];
    for (int i = 0; i < ended.length; i++) {
      int wanted = operator.nextInput();
      for (int k = 0; wanted == Operator.ANY_INPUT && k < ended.length; k++) {
        if (!ended[k]) {
          wanted = k;
        }
      }
      for (StepInput edge : step.inputs()) {
        if (edge.input() == wanted) {
          feed(operator, wanted, buffers[edge.source()].records());
        }
      }
      ended[wanted] = true;
      operator.endInput(wanted);
    }
  }

  private void feed(Operator operator, int input, Records<Object> records) throws Exception {
    for (Object record = records.next(); record != null; record = records.next()) {
      operator.process(input, record, Operator.NO_TIMESTAMP);
      checkInterrupt();
    }
  }

  private void checkInterrupt() throws InterruptedException {
    if (++delivered % INTERRUPT_CHECK_EVERY == 0 && Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("the loop was interrupted");
    }
  }

  /** Ends a step, then those that it calls directly. */
  private void end(int index) throws Exception {
    operators[index].finish();
    close(index);
    for (int reader : directReaders.get(body.ports().size() + index)) {
      operators[reader].endInput(body.steps().get(reader).inputs().get(0).input());
      end(reader);
    }
  }

  private void close(int index) throws Exception {
    Operator operator = operators[index];
    operators[index] = null;
    if (operator != null) {
      operator.close();
    }
  }

  /** The records of a source. */
  RecordBuffer<Object> result(int source) {
    return buffers[source];
  }

  /** Closes what is still open, and the buffers, except for those of the ports. */
  @Override
  public void close() throws Exception {
    Exception failure = null;
    for (int i = 0; i < operators.length; i++) {
      try {
        close(i);
      } catch (Exception e) {
        failure = e;
      }
    }
    for (int i = body.ports().size(); i < buffers.length; i++) {
      if (buffers[i] != null) {
        buffers[i].close();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Where a step's records go: into its buffer, and to its direct readers. */
  private final class StepOutput implements Output<Object> {
    private final int source;
    private final TypeSerializer<Object> serializer;

    @SuppressWarnings("unchecked")
    private StepOutput(int source, TypeSerializer<?> serializer) {
      this.source = source;
      this.serializer = (TypeSerializer<Object>) serializer.duplicate();
    }

    @Override
    public void emit(Object record, long timestamp) {
      try {
        if (buffers[source] != null) {
          buffers[source].add(record);
        }
        List<Integer> readers = directReaders.get(source);
        for (int i = 0; i < readers.size(); i++) {
          int reader = readers.get(i);
          boolean last = i == readers.size() - 1;
          Object given = last || serializer.isImmutableType() ? record : serializer.copy(record);
          operators[reader].process(
              body.steps().get(reader).inputs().get(0).input(), given, timestamp);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new StepFailure(e);
      }
    }

    @Override
    public <X> void emitSide(String outputId, X record, long timestamp) {}

    @Override
    public boolean hasSide(String outputId) {
      return false;
    }

    @Override
    public void emitWatermark(long watermark) {}

    @Override
    public void setIdle(boolean idle) {}
  }

  /** Carries the exception of an operator through functions that declare none. */
  static final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailure(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }
}
