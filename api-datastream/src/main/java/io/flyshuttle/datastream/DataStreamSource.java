// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

/**
 * A stream that comes from outside the program.
 *
 * @param <T> type of the records
 */
public class DataStreamSource<T> extends SingleOutputStreamOperator<T> {

  DataStreamSource(StreamExecutionEnvironment environment, Transformation<T> transformation) {
    super(environment, transformation);
  }

  @Override
  public DataStreamSource<T> setParallelism(int parallelism) {
    super.setParallelism(parallelism);
    return this;
  }
}
