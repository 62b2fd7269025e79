// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

/**
 * An operation made of others, applied with {@link DataSet#runOperation}.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 */
public interface CustomUnaryOperation<IN, OUT> {

  /** Called first, with what it is applied to. */
  void setInput(DataSet<IN> inputData);

  /** Called second: the result. */
  DataSet<OUT> createResult();
}
