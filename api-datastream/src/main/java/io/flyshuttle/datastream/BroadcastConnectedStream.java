// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.stream.process.BroadcastProcessFunction;
import io.flyshuttle.core.stream.process.KeyedBroadcastProcessFunction;
import io.flyshuttle.core.type.TypeInformation;

/**
 * A stream beside one that is broadcast to all subtasks.
 *
 * @param <IN1> type of the stream's records
 * @param <IN2> type of the broadcast records
 */
public class BroadcastConnectedStream<IN1, IN2> {
  private final StreamExecutionEnvironment environment;
  private final DataStream<IN1> stream;
  private final BroadcastStream<IN2> broadcastStream;

  BroadcastConnectedStream(
      StreamExecutionEnvironment environment,
      DataStream<IN1> stream,
      BroadcastStream<IN2> broadcastStream) {
    this.environment = environment;
    this.stream = stream;
    this.broadcastStream = broadcastStream;
  }

  public StreamExecutionEnvironment getExecutionEnvironment() {
    return environment;
  }

  public DataStream<IN1> getFirstInput() {
    return stream;
  }

  public BroadcastStream<IN2> getSecondInput() {
    return broadcastStream;
  }

  public TypeInformation<IN1> getType1() {
    return stream.getType();
  }

  public TypeInformation<IN2> getType2() {
    return broadcastStream.getType();
  }

  /** For a keyed stream. */
  public <KEY, OUT> SingleOutputStreamOperator<OUT> process(
      KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> function) {
    KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> cleaned = environment.clean(function);
    return process(
        cleaned,
        Inferred.binary(
            cleaned, KeyedBroadcastProcessFunction.class, 1, 2, 3, null, getType1(), getType2()));
  }

  public <KEY, OUT> SingleOutputStreamOperator<OUT> process(
      KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> function,
      TypeInformation<OUT> outTypeInfo) {
    return process(environment.clean(function), Inferred.of(outTypeInfo));
  }

  @SuppressWarnings("unchecked")
  private <KEY, OUT> SingleOutputStreamOperator<OUT> process(
      KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> function, Inferred<OUT> type) {
    if (!(stream instanceof KeyedStream)) {
      throw new InvalidProgramException(
          "a KeyedBroadcastProcessFunction needs a keyed stream: call keyBy before connect, or use"
              + " a BroadcastProcessFunction");
    }
    return stream.add(
        StreamOperators.keyedBroadcast(
            (KeyedStream<IN1, KEY>) stream, broadcastStream, function, type));
  }

  /** For a stream without keys. */
  public <OUT> SingleOutputStreamOperator<OUT> process(
      BroadcastProcessFunction<IN1, IN2, OUT> function) {
    BroadcastProcessFunction<IN1, IN2, OUT> cleaned = environment.clean(function);
    return process(
        cleaned,
        Inferred.binary(
            cleaned, BroadcastProcessFunction.class, 0, 1, 2, null, getType1(), getType2()));
  }

  public <OUT> SingleOutputStreamOperator<OUT> process(
      BroadcastProcessFunction<IN1, IN2, OUT> function, TypeInformation<OUT> outTypeInfo) {
    return process(environment.clean(function), Inferred.of(outTypeInfo));
  }

  private <OUT> SingleOutputStreamOperator<OUT> process(
      BroadcastProcessFunction<IN1, IN2, OUT> function, Inferred<OUT> type) {
    if (stream instanceof KeyedStream) {
      throw new InvalidProgramException(
          "a BroadcastProcessFunction needs a stream without keys; for a keyed stream use a"
              + " KeyedBroadcastProcessFunction");
    }
    return stream.add(StreamOperators.broadcast(stream, broadcastStream, function, type));
  }
}
