// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.stream.process.CoFlatMapFunction;
import io.flyshuttle.core.stream.process.CoMapFunction;
import io.flyshuttle.core.stream.process.CoProcessFunction;
import io.flyshuttle.core.stream.process.KeyedCoProcessFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.datastream.operator.TwoInputStreamOperator;

/**
 * Two streams that one operator reads, each by an input of its own.
 *
 * @param <IN1> type of the first stream's records
 * @param <IN2> type of the second stream's records
 */
public class ConnectedStreams<IN1, IN2> {
  protected final StreamExecutionEnvironment environment;
  protected final DataStream<IN1> inputStream1;
  protected final DataStream<IN2> inputStream2;
  private final boolean firstInputFirst;

  ConnectedStreams(
      StreamExecutionEnvironment environment, DataStream<IN1> input1, DataStream<IN2> input2) {
    this(environment, input1, input2, false);
  }

  private ConnectedStreams(
      StreamExecutionEnvironment environment,
      DataStream<IN1> input1,
      DataStream<IN2> input2,
      boolean firstInputFirst) {
    this.firstInputFirst = firstInputFirst;
    this.environment = environment;
    this.inputStream1 = input1;
    this.inputStream2 = input2;
  }

  public StreamExecutionEnvironment getExecutionEnvironment() {
    return environment;
  }

  public DataStream<IN1> getFirstInput() {
    return inputStream1;
  }

  public DataStream<IN2> getSecondInput() {
    return inputStream2;
  }

  public TypeInformation<IN1> getType1() {
    return inputStream1.getType();
  }

  public TypeInformation<IN2> getType2() {
    return inputStream2.getType();
  }

  /** Both by key, so that records of equal keys meet, with the same state. */
  public ConnectedStreams<IN1, IN2> keyBy(int keyPosition1, int keyPosition2) {
    return keyed(inputStream1.keyBy(keyPosition1), inputStream2.keyBy(keyPosition2));
  }

  public ConnectedStreams<IN1, IN2> keyBy(int[] keyPositions1, int[] keyPositions2) {
    return keyed(inputStream1.keyBy(keyPositions1), inputStream2.keyBy(keyPositions2));
  }

  public ConnectedStreams<IN1, IN2> keyBy(String field1, String field2) {
    return keyed(inputStream1.keyBy(field1), inputStream2.keyBy(field2));
  }

  public ConnectedStreams<IN1, IN2> keyBy(String[] fields1, String[] fields2) {
    return keyed(inputStream1.keyBy(fields1), inputStream2.keyBy(fields2));
  }

  public <KEY> ConnectedStreams<IN1, IN2> keyBy(
      KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2) {
    return keyed(inputStream1.keyBy(keySelector1), inputStream2.keyBy(keySelector2));
  }

  public <KEY> ConnectedStreams<IN1, IN2> keyBy(
      KeySelector<IN1, KEY> keySelector1,
      KeySelector<IN2, KEY> keySelector2,
      TypeInformation<KEY> keyType) {
    return keyed(
        inputStream1.keyBy(keySelector1, keyType), inputStream2.keyBy(keySelector2, keyType));
  }

  private ConnectedStreams<IN1, IN2> keyed(KeyedStream<IN1, ?> keyed1, KeyedStream<IN2, ?> keyed2) {
    if (!keyed1.getKeyType().equals(keyed2.getKeyType())) {
      throw new InvalidProgramException(
          "the two streams have keys of different types: "
              + keyed1.getKeyType()
              + " and "
              + keyed2.getKeyType());
    }
    return new ConnectedStreams<>(environment, keyed1, keyed2, firstInputFirst);
  }

  /**
   * The same, whose operator reads the first stream to its end before the second: such as keyed
   * state that is there before the first event. The first stream must be bounded; the job's
   * checkpoints begin when it has been read.
   */
  public ConnectedStreams<IN1, IN2> firstInputFirst() {
    return new ConnectedStreams<>(environment, inputStream1, inputStream2, true);
  }

  public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper) {
    CoMapFunction<IN1, IN2, R> function = environment.clean(coMapper);
    return add(
        StreamOperators.coMap(
            this,
            function,
            Inferred.binary(function, CoMapFunction.class, 0, 1, 2, null, getType1(), getType2())));
  }

  public <R> SingleOutputStreamOperator<R> map(
      CoMapFunction<IN1, IN2, R> coMapper, TypeInformation<R> outputType) {
    return add(StreamOperators.coMap(this, environment.clean(coMapper), Inferred.of(outputType)));
  }

  public <R> SingleOutputStreamOperator<R> flatMap(CoFlatMapFunction<IN1, IN2, R> coFlatMapper) {
    CoFlatMapFunction<IN1, IN2, R> function = environment.clean(coFlatMapper);
    return add(
        StreamOperators.coFlatMap(
            this,
            function,
            Inferred.binary(
                function, CoFlatMapFunction.class, 0, 1, 2, null, getType1(), getType2())));
  }

  public <R> SingleOutputStreamOperator<R> flatMap(
      CoFlatMapFunction<IN1, IN2, R> coFlatMapper, TypeInformation<R> outputType) {
    return add(
        StreamOperators.coFlatMap(this, environment.clean(coFlatMapper), Inferred.of(outputType)));
  }

  public <R> SingleOutputStreamOperator<R> process(
      CoProcessFunction<IN1, IN2, R> coProcessFunction) {
    CoProcessFunction<IN1, IN2, R> function = environment.clean(coProcessFunction);
    return add(
        StreamOperators.coProcess(
            this,
            function,
            Inferred.binary(
                function, CoProcessFunction.class, 0, 1, 2, null, getType1(), getType2())));
  }

  public <R> SingleOutputStreamOperator<R> process(
      CoProcessFunction<IN1, IN2, R> coProcessFunction, TypeInformation<R> outputType) {
    return add(
        StreamOperators.coProcess(
            this, environment.clean(coProcessFunction), Inferred.of(outputType)));
  }

  /** For streams that are both keyed. */
  public <K, R> SingleOutputStreamOperator<R> process(
      KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction) {
    KeyedCoProcessFunction<K, IN1, IN2, R> function = environment.clean(keyedCoProcessFunction);
    return add(
        StreamOperators.keyedCoProcess(
            this,
            function,
            Inferred.binary(
                function, KeyedCoProcessFunction.class, 1, 2, 3, null, getType1(), getType2())));
  }

  public <K, R> SingleOutputStreamOperator<R> process(
      KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction,
      TypeInformation<R> outputType) {
    return add(
        StreamOperators.keyedCoProcess(
            this, environment.clean(keyedCoProcessFunction), Inferred.of(outputType)));
  }

  /** Adds an operator that the user wrote against the operator interfaces. */
  public <R> SingleOutputStreamOperator<R> transform(
      String functionName,
      TypeInformation<R> outTypeInfo,
      TwoInputStreamOperator<IN1, IN2, R> operator) {
    return add(StreamOperators.custom(this, functionName, outTypeInfo, operator));
  }

  private <R> SingleOutputStreamOperator<R> add(Transformation<R> transformation) {
    if (firstInputFirst) {
      transformation.readFirstInputFirst();
    }
    return inputStream1.add(transformation);
  }
}
