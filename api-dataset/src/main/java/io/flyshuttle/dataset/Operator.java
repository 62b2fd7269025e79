// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.type.TypeInformation;

/**
 * A data set that an operation makes.
 *
 * @param <OUT> type of the records
 * @param <O> the operator's own class, which the setters return
 */
public abstract class Operator<OUT, O extends Operator<OUT, O>> extends DataSet<OUT> {

  /** The name the user gave; null if none. */
  protected String name;

  /** The parallelism the user gave; {@link ExecutionConfig#PARALLELISM_DEFAULT} if none. */
  protected int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;

  protected Operator(ExecutionEnvironment context, TypeInformation<OUT> resultType) {
    super(context, resultType);
  }

  /** Type of the records. */
  public TypeInformation<OUT> getResultType() {
    return getType();
  }

  /** The name given with {@link #name}; null if none was given. */
  public String getName() {
    return name;
  }

  /** Parallelism of this operator; {@link ExecutionConfig#PARALLELISM_DEFAULT} if none is set. */
  public int getParallelism() {
    return parallelism;
  }

  /** Sets the name shown in plans, logs and metrics. */
  @SuppressWarnings("unchecked")
  public O name(String newName) {
    this.name = newName;
    return (O) this;
  }

  /** Sets how many subtasks the operator has; at least 1, or the default. */
  @SuppressWarnings("unchecked")
  public O setParallelism(int newParallelism) {
    checkParallelism(newParallelism);
    this.parallelism = newParallelism;
    return (O) this;
  }

  static void checkParallelism(int parallelism) {
    if (parallelism < 1 && parallelism != ExecutionConfig.PARALLELISM_DEFAULT) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "parallelism " + parallelism + " is not possible: it must be at least 1");
    }
  }
}
