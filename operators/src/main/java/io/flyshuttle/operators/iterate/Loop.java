// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.iterate.LoopBody.Feed;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A loop. Each subtask takes its part of what comes from outside first, then runs the whole body on
 * it, superstep by superstep, and exchanges records with the other subtasks in between; after each
 * superstep the first subtask decides for all whether there is another.
 *
 * <p>A bulk loop hands a whole data set from superstep to superstep and emits the last. A delta
 * loop has a solution set besides, which is changed by key, each subtask having the keys that hash
 * to it; it ends when what is handed on is empty, and emits the solution set. Changes of a
 * superstep are seen in the next.
 */
public final class Loop implements Operator {
  private final LoopBody body;
  private final TypeComparator<Object> keys;
  private List<StepState> steps = List.of();
  private RecordBuffer<Object>[] ports;
  private OperatorContext context;
  private Output<Object> output;
  private SolutionSet solutionSet;
  private LoopMemory memory;
  private LoopExchanges exchanges;
  private LoopRuntimeContext runtimeContext;
  private LoopCheckpoints checkpoints;
  private byte[] lastDecision;

  private Loop(LoopBody body, TypeComparator<Object> keys) {
    this.body = body;
    this.keys = keys;
  }

  /** A factory for the plan of a bulk loop; the inputs are the body's ports. */
  public static OperatorFactory bulk(LoopBody body) {
    return () -> new Loop(body, null);
  }

  /**
   * A factory for the plan of a delta loop. The inputs are the body's ports, port 0 the workset;
   * the last input is the first solution set, spread by the hash of its keys.
   *
   * @param keys compares the solution set's keys
   */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory delta(LoopBody body, TypeComparator<T> keys) {
    TypeComparator<?> erased = keys;
    return () -> new Loop(body, (TypeComparator<Object>) erased);
  }

  private boolean isDelta() {
    return keys != null;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public void open(OperatorContext newContext) {
    context = newContext;
    output = context.output();
    exchanges =
        new LoopExchanges(
            body,
            context.peers(),
            context.runtimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(),
            this::buffer);
    memory = new LoopMemory(body, exchanges, context.managedMemory());
    steps = memory.steps();
    if (isDelta()) {
      solutionSet = newSolutionSet();
    }
    ports = new RecordBuffer[body.ports().size()];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = buffer(body.ports().get(i));
    }
    runtimeContext = new LoopRuntimeContext(context.runtimeContext(), body);
    checkpoints =
        body.checkpoints() == null
            ? null
            : new LoopCheckpoints(
                body.checkpoints(),
                context.runtimeContext().getJobInfo().getJobId(),
                exchanges.self());
  }

  private SolutionSet newSolutionSet() {
    return new SolutionSet(
        keys,
        context.inputSerializer(body.ports().size()),
        memory.solutionSet(),
        context.spillDirectories());
  }

  /** A buffer that spills. */
  private RecordBuffer<Object> buffer(TypeSerializer<?> serializer) {
    @SuppressWarnings("unchecked")
    TypeSerializer<Object> own = (TypeSerializer<Object>) serializer.duplicate();
    return new RecordBuffer<>(memory.buffers(), context.spillDirectories(), own);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (input == body.ports().size()) {
      solutionSet.put(record);
    } else {
      ports[input].add(record);
    }
  }

  @Override
  public void finish() throws Exception {
    if (isDelta()) {
      solutionSet.settle();
    }
    int done = restore();
    boolean more = true;
    for (int step = done + 1; more && step <= body.maxSupersteps(); step++) {
      runtimeContext.startSuperstep(step);
      more = runSuperstep();
      if (more && checkpoints != null && checkpoints.isDue(step)) {
        writeCheckpoint(step);
      }
    }
    if (isDelta()) {
      solutionSet.forEach(record -> output.emit(record, NO_TIMESTAMP));
    } else {
      Records<Object> result = ports[0].records();
      for (Object record = result.next(); record != null; record = result.next()) {
        output.emit(record, NO_TIMESTAMP);
      }
    }
    if (checkpoints != null && exchanges.self() == 0) {
      checkpoints.deleteAll();
    }
    release();
  }

  private void writeCheckpoint(int superstep) throws Exception {
    try (LoopCheckpoints.Writer writer = checkpoints.write(superstep)) {
      writer.bytes(lastDecision);
      TypeSerializer<Object> carried = context.inputSerializer(0);
      Records<Object> records = ports[0].records();
      for (Object record = records.next(); record != null; record = records.next()) {
        writer.record(record, carried);
      }
      writer.endSection();
      if (isDelta()) {
        TypeSerializer<Object> solution = context.inputSerializer(body.ports().size());
        solutionSet.forEach(record -> writer.record(record, solution));
      }
      writer.endSection();
      writer.finish();
    }
    exchanges.synchronize(
        new byte[0],
        reports -> {
          checkpoints.complete(superstep);
          return new byte[0];
        });
  }

  /** Takes what was written before a restart; returns the last superstep that is done. */
  private int restore() throws Exception {
    if (checkpoints == null) {
      return 0;
    }
    byte[] answer =
        exchanges.synchronize(
            new byte[0],
            reports -> {
              DataOutputSerializer out = new DataOutputSerializer(4);
              out.writeInt(checkpoints.lastComplete());
              return out.getCopyOfBuffer();
            });
    int superstep = new DataInputDeserializer(answer).readInt();
    if (superstep > 0) {
      restore(superstep);
    }
    return superstep;
  }

  private void restore(int superstep) throws Exception {
    try (LoopCheckpoints.Reader reader = checkpoints.read(superstep)) {
      lastDecision = reader.bytes();
      DataInputDeserializer decision = new DataInputDeserializer(lastDecision);
      decision.readBoolean();
      runtimeContext.endSuperstep(decision);
      ports[0].close();
      ports[0] = buffer(body.ports().get(0));
      TypeSerializer<Object> carried = context.inputSerializer(0);
      for (Object r = reader.record(carried); r != null; r = reader.record(carried)) {
        ports[0].add(r);
      }
      if (isDelta()) {
        solutionSet.close();
        solutionSet = newSolutionSet();
        TypeSerializer<Object> solution = context.inputSerializer(body.ports().size());
        for (Object r = reader.record(solution); r != null; r = reader.record(solution)) {
          solutionSet.put(r);
        }
        solutionSet.settle();
      } else {
        reader.endSection();
      }
      reader.finish();
    }
  }

  /** Whether there is another. */
  private boolean runSuperstep() throws Exception {
    boolean goesOn = true;
    try (Superstep superstep = new Superstep(body, ports, exchanges, this::buffer)) {
      superstep.run(this::stepContext, steps);
      if (body.decision() != null) {
        goesOn = superstep.count(body.decision()) > 0;
      }
      RecordBuffer<Object> next = superstep.gather(body.next(), body.ports().get(0));
      ports[0].close();
      ports[0] = next;
      if (isDelta()) {
        change(superstep);
        goesOn = next.size() > 0;
      }
    }
    releaseKeptPorts();
    DataOutputSerializer report = new DataOutputSerializer(64);
    report.writeBoolean(goesOn);
    runtimeContext.writeAggregates(report);
    byte[] decision = exchanges.synchronize(report.getCopyOfBuffer(), this::decide);
    lastDecision = decision;
    DataInputDeserializer answer = new DataInputDeserializer(decision);
    boolean more = answer.readBoolean();
    runtimeContext.endSuperstep(answer);
    return more;
  }

  private OperatorContext stepContext(int index, Output<Object> stepOutput) {
    return new LoopContext(
        context,
        body,
        body.steps().get(index),
        stepOutput,
        runtimeContext,
        steps.get(index),
        solutionSet);
  }

  private void change(Superstep superstep) throws Exception {
    for (Feed feed : body.changes()) {
      Records<Object> changed = superstep.records(feed).records();
      for (Object record = changed.next(); record != null; record = changed.next()) {
        solutionSet.put(record);
      }
    }
    solutionSet.settle();
  }

  /** Data of which all readers have kept what they need is not needed any more. */
  private void releaseKeptPorts() throws IOException {
    for (int port = 1; port < ports.length; port++) {
      boolean needed = false;
      for (int i = 0; i < body.steps().size(); i++) {
        for (LoopBody.StepInput edge : body.steps().get(i).inputs()) {
          needed |= edge.feed().source() == port && !steps.get(i).holds(edge.input());
        }
      }
      for (List<Feed> feeds : superstepResults()) {
        int source = port;
        needed |= feeds.stream().anyMatch(feed -> feed.source() == source);
      }
      if (!needed) {
        ports[port].close();
      }
    }
  }

  private List<List<Feed>> superstepResults() {
    List<List<Feed>> results = new ArrayList<>();
    results.add(body.next());
    if (body.changes() != null) {
      results.add(body.changes());
    }
    if (body.decision() != null) {
      results.add(body.decision());
    }
    return results;
  }

  /** In the first subtask: what all of them do. */
  private byte[] decide(List<byte[]> reports) throws Exception {
    boolean goesOn = false;
    for (int i = 0; i < reports.size(); i++) {
      DataInputDeserializer report = new DataInputDeserializer(reports.get(i));
      goesOn |= report.readBoolean();
      if (i != exchanges.self()) {
        runtimeContext.addAggregates(report);
      }
    }
    DataOutputSerializer decision = new DataOutputSerializer(64);
    decision.writeBoolean(goesOn && !runtimeContext.isConverged());
    runtimeContext.writeAggregates(decision);
    return decision.getCopyOfBuffer();
  }

  private void release() throws Exception {
    for (StepState state : steps) {
      state.close();
    }
    if (ports != null) {
      for (RecordBuffer<Object> port : ports) {
        if (port != null) {
          port.close();
        }
      }
    }
    if (exchanges != null) {
      exchanges.close();
    }
    if (solutionSet != null) {
      solutionSet.close();
    }
  }

  @Override
  public void close() throws Exception {
    release();
  }
}
