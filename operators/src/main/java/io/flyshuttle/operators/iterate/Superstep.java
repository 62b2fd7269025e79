// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.iterate.LoopBody.Feed;
import io.flyshuttle.operators.iterate.LoopBody.Step;
import io.flyshuttle.operators.iterate.LoopBody.StepInput;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One run of a loop's body in one subtask. A step that is the only reader of one source of the same
 * subtask is called directly by it; what others read is kept in buffers or sent to other subtasks.
 * All subtasks go through the steps in the same order. Used by one thread.
 */
final class Superstep implements AutoCloseable {
  private static final int INTERRUPT_CHECK_EVERY = 1024;

  /** Makes the context of a step. */
  interface Contexts {
    OperatorContext of(int step, Output<Object> output);
  }

  private final LoopBody body;
  private final LoopExchanges exchanges;
  private final Function<TypeSerializer<?>, RecordBuffer<Object>> makeBuffer;
  private final RecordBuffer<Object>[] buffers;
  private final Operator[] operators;
  private final List<List<Integer>> directReaders = new ArrayList<>();
  private final List<List<LoopExchanges.Exchange>> outgoing = new ArrayList<>();
  private Contexts contexts;
  private List<StepState> states;
  private long delivered;

  /**
   * @param ports the content of the ports; belongs to the caller
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  Superstep(
      LoopBody body,
      RecordBuffer<Object>[] ports,
      LoopExchanges exchanges,
      Function<TypeSerializer<?>, RecordBuffer<Object>> makeBuffer) {
    this.body = body;
    this.exchanges = exchanges;
    this.makeBuffer = makeBuffer;
    int sources = body.ports().size() + body.steps().size();
    this.buffers = new RecordBuffer[sources];
    System.arraycopy(ports, 0, buffers, 0, ports.length);
    this.operators = new Operator[body.steps().size()];
    for (int source = 0; source < sources; source++) {
      directReaders.add(new ArrayList<>());
      outgoing.add(new ArrayList<>());
    }
  }

  /** Runs all steps; what the body's results need can be read afterwards. */
  void run(Contexts newContexts, List<StepState> newStates) throws Exception {
    contexts = newContexts;
    states = newStates;
    wire();
    for (int port = 0; port < body.ports().size(); port++) {
      pump(port);
    }
    for (int i = 0; i < operators.length; i++) {
      if (isDirect(i)) {
        continue;
      }
      if (runsHere(i)) {
        open(i);
        feed(i);
        end(i);
      } else {
        endElsewhere(i);
      }
    }
  }

  private boolean isDirect(int step) {
    return isDirect(body, exchanges, step);
  }

  /** Whether a step is called by the one it reads from. */
  static boolean isDirect(LoopBody body, LoopExchanges exchanges, int step) {
    List<StepInput> inputs = body.steps().get(step).inputs();
    return inputs.size() == 1
        && inputs.get(0).feed().source() >= body.ports().size()
        && exchanges.of(inputs.get(0).feed()) == null;
  }

  private boolean runsHere(int step) {
    return !body.steps().get(step).single() || exchanges.self() == 0;
  }

  private void wire() {
    boolean[] kept = new boolean[buffers.length];
    for (int i = 0; i < operators.length; i++) {
      for (StepInput input : body.steps().get(i).inputs()) {
        if (isDirect(i)) {
          directReaders.get(input.feed().source()).add(i);
        } else {
          wire(input.feed(), kept);
        }
      }
    }
    body.next().forEach(feed -> wire(feed, kept));
    if (body.changes() != null) {
      body.changes().forEach(feed -> wire(feed, kept));
    }
    if (body.decision() != null) {
      body.decision().forEach(feed -> kept[feed.source()] = true);
    }
    int ports = body.ports().size();
    for (int i = 0; i < operators.length; i++) {
      if (kept[ports + i]) {
        buffers[ports + i] = makeBuffer.apply(body.steps().get(i).outputSerializer());
      }
    }
  }

  private void wire(Feed feed, boolean[] kept) {
    LoopExchanges.Exchange exchange = exchanges.of(feed);
    if (exchange == null) {
      kept[feed.source()] = true;
    } else {
      outgoing.get(feed.source()).add(exchange);
    }
  }

  /** Sends the records of a port on their way. */
  private void pump(int port) throws Exception {
    List<LoopExchanges.Exchange> ways = outgoing.get(port);
    if (ways.isEmpty()) {
      return;
    }
    Records<Object> records = buffers[port].records();
    for (Object record = records.next(); record != null; record = records.next()) {
      for (LoopExchanges.Exchange way : ways) {
        way.emit(record);
      }
      checkInterrupt();
    }
    for (LoopExchanges.Exchange way : ways) {
      way.end();
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
    operators[index].open(contexts.of(index, new StepOutput(source, step.outputSerializer())));
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
        if (edge.input() == wanted && !states.get(index).holds(wanted)) {
          feed(operator, wanted, records(edge.feed()).records());
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
    int source = body.ports().size() + index;
    for (LoopExchanges.Exchange way : outgoing.get(source)) {
      way.end();
    }
    for (int reader : directReaders.get(source)) {
      operators[reader].endInput(body.steps().get(reader).inputs().get(0).input());
      end(reader);
    }
  }

  /** A step that runs in another subtask emits nothing here. */
  private void endElsewhere(int index) throws IOException {
    int source = body.ports().size() + index;
    for (LoopExchanges.Exchange way : outgoing.get(source)) {
      way.end();
    }
    for (int reader : directReaders.get(source)) {
      endElsewhere(reader);
    }
  }

  private void close(int index) throws Exception {
    Operator operator = operators[index];
    operators[index] = null;
    if (operator != null) {
      operator.close();
    }
  }

  /** The records of a feed in this subtask; waits for those of other subtasks. */
  RecordBuffer<Object> records(Feed feed) throws Exception {
    LoopExchanges.Exchange exchange = exchanges.of(feed);
    return exchange == null ? buffers[feed.source()] : exchange.records();
  }

  /** How many records came from some sources in this subtask. */
  long count(List<Feed> feeds) {
    return feeds.stream().mapToLong(feed -> buffers[feed.source()].size()).sum();
  }

  /** All records of some feeds in one buffer, which belongs to the caller. */
  RecordBuffer<Object> gather(List<Feed> feeds, TypeSerializer<?> serializer) throws Exception {
    if (feeds.size() == 1 && exchanges.of(feeds.get(0)) != null) {
      return exchanges.of(feeds.get(0)).take();
    }
    RecordBuffer<Object> gathered = makeBuffer.apply(serializer);
    for (Feed feed : feeds) {
      Records<Object> records = records(feed).records();
      for (Object record = records.next(); record != null; record = records.next()) {
        gathered.add(record);
      }
    }
    return gathered;
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

  /** Where a step's records go: into its buffer, to its direct readers and to other subtasks. */
  private final class StepOutput implements Output<Object> {
    private final TypeSerializer<Object> serializer;
    private final RecordBuffer<Object> buffer;
    private final LoopExchanges.Exchange[] ways;
    private final int[] readers;
    private final int[] readerInputs;

    @SuppressWarnings("unchecked")
    private StepOutput(int source, TypeSerializer<?> serializer) {

      this.serializer = (TypeSerializer<Object>) serializer.duplicate();
      this.buffer = buffers[source];
      this.ways = outgoing.get(source).toArray(new LoopExchanges.Exchange[0]);
      this.readers = directReaders.get(source).stream().mapToInt(i -> i).toArray();
      this.readerInputs = new int[readers.length];
      for (int i = 0; i < readers.length; i++) {
        readerInputs[i] = body.steps().get(readers[i]).inputs().get(0).input();
      }
    }

    @Override
    public void emit(Object record, long timestamp) {
      try {
        if (buffer != null) {
          buffer.add(record);
        }
        for (LoopExchanges.Exchange way : ways) {
          way.emit(record);
        }
        for (int i = 0; i < readers.length; i++) {
          boolean last = i == readers.length - 1;
          Object given = last || serializer.isImmutableType() ? record : serializer.copy(record);
          operators[readers[i]].process(readerInputs[i], given, timestamp);
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
