// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.aggregator.AggregatorRegistry;
import io.flyshuttle.core.function.aggregator.ConvergenceCriterion;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.value.Value;
import java.util.Objects;

/**
 * The data set that a loop hands from round to round, as the loop's body sees it. Closed with the
 * result of the body, it becomes the result of the last round.
 *
 * @param <T> type of the records
 */
public class IterativeDataSet<T> extends SingleInputOperator<T, T, IterativeDataSet<T>> {
  private final AggregatorRegistry aggregators = new AggregatorRegistry();
  private final int maxIterations;

  public IterativeDataSet(
      ExecutionEnvironment context, TypeInformation<T> type, DataSet<T> input, int maxIterations) {
    super(input, type);
    if (maxIterations < 1) {
      throw new InvalidProgramException("a loop takes at least one round, not " + maxIterations);
    }
    this.maxIterations = maxIterations;
  }

  /** Ends the loop after {@link #getMaxIterations} rounds. */
  public DataSet<T> closeWith(DataSet<T> iterationResult) {
    return new BulkIterationResultSet<>(this, iterationResult, null);
  }

  /** Ends the loop when {@code terminationCriterion} is empty after a round. */
  public DataSet<T> closeWith(DataSet<T> iterationResult, DataSet<?> terminationCriterion) {
    Objects.requireNonNull(terminationCriterion, "the termination criterion is null");
    return new BulkIterationResultSet<>(this, iterationResult, terminationCriterion);
  }

  /** The number of rounds after which the loop ends in any case. */
  public int getMaxIterations() {
    return maxIterations;
  }

  /** Adds a value that functions of the body aggregate in each round. */
  public IterativeDataSet<T> registerAggregator(String name, Aggregator<?> aggregator) {
    aggregators.registerAggregator(name, aggregator);
    return this;
  }

  /** As {@link #registerAggregator}, and ends the loop when the criterion says so. */
  public <X extends Value> IterativeDataSet<T> registerAggregationConvergenceCriterion(
      String name, Aggregator<X> aggregator, ConvergenceCriterion<X> convergenceCheck) {
    aggregators.registerAggregationConvergenceCriterion(name, aggregator, convergenceCheck);
    return this;
  }

  /** The values that are aggregated. */
  public AggregatorRegistry getAggregators() {
    return aggregators;
  }

  @Override
  Stage translate(Planner planner) {
    return LoopPlans.placeholder(planner, this);
  }
}
