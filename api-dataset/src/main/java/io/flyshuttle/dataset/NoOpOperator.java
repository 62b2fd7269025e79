// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.type.TypeInformation;
import java.util.Objects;

/**
 * Stands for another data set, which may be replaced before the program is executed.
 *
 * @param <IN> type of the records
 */
public class NoOpOperator<IN> extends DataSet<IN> {
  private DataSet<IN> input;

  public NoOpOperator(DataSet<IN> input, TypeInformation<IN> resultType) {
    super(input.getExecutionEnvironment(), resultType);
    this.input = input;
  }

  /** What this stands for. */
  public DataSet<IN> getInput() {
    return input;
  }

  /** Replaces what this stands for. */
  public void setInput(DataSet<IN> input) {
    this.input = Objects.requireNonNull(input, "the data set is null");
  }

  @Override
  Stage translate(Planner planner) {
    return planner.stage(input);
  }
}
