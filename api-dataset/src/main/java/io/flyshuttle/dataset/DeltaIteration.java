// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.aggregator.AggregatorRegistry;
import io.flyshuttle.core.function.aggregator.ConvergenceCriterion;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.value.Value;
import io.flyshuttle.dataset.key.Keys;
import java.util.Arrays;
import java.util.Objects;

/**
 * A loop over a solution set, which is changed by key, and a workset, which drives the next round.
 * Ends when the workset is empty.
 *
 * @param <ST> type of the solution set's records
 * @param <WT> type of the workset's records
 */
public class DeltaIteration<ST, WT> {
  private final AggregatorRegistry aggregators = new AggregatorRegistry();
  private final DataSet<ST> initialSolutionSet;
  private final DataSet<WT> initialWorkset;
  private final SolutionSetPlaceHolder<ST> solutionSetPlaceholder;
  private final WorksetPlaceHolder<WT> worksetPlaceholder;
  private final Keys<ST> keys;
  private final int maxIterations;
  private String name;
  private int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;
  private boolean solutionSetUnManaged;

  public DeltaIteration(
      ExecutionEnvironment context,
      TypeInformation<ST> type,
      DataSet<ST> solutionSet,
      DataSet<WT> workset,
      Keys<ST> keys,
      int maxIterations) {
    DataSet.checkSameExecutionContext(solutionSet, workset);
    if (maxIterations < 1) {
      throw new InvalidProgramException("a loop takes at least one round, not " + maxIterations);
    }
    this.initialSolutionSet = solutionSet;
    this.initialWorkset = workset;
    this.keys = keys;
    this.maxIterations = maxIterations;
    this.solutionSetPlaceholder = new SolutionSetPlaceHolder<>(context, type, this);
    this.worksetPlaceholder = new WorksetPlaceHolder<>(context, workset.getType(), this);
  }

  /**
   * Closes the loop.
   *
   * @param solutionSetDelta records that replace those of the same key in the solution set
   * @param newWorkset the workset of the next round
   * @return the solution set after the last round
   */
  public DataSet<ST> closeWith(DataSet<ST> solutionSetDelta, DataSet<WT> newWorkset) {
    return new DeltaIterationResultSet<>(
        initialSolutionSet.getExecutionEnvironment(),
        initialSolutionSet.getType(),
        initialWorkset.getType(),
        this,
        solutionSetDelta,
        newWorkset,
        keys,
        maxIterations);
  }

  /** The solution set before the first round. */
  public DataSet<ST> getInitialSolutionSet() {
    return initialSolutionSet;
  }

  /** The workset of the first round. */
  public DataSet<WT> getInitialWorkset() {
    return initialWorkset;
  }

  /** The solution set, for the body: it can be joined with and grouped with, by its key. */
  public SolutionSetPlaceHolder<ST> getSolutionSet() {
    return solutionSetPlaceholder;
  }

  /** The workset, for the body. */
  public WorksetPlaceHolder<WT> getWorkset() {
    return worksetPlaceholder;
  }

  /** Sets the name shown in plans. */
  public DeltaIteration<ST, WT> name(String newName) {
    this.name = newName;
    return this;
  }

  /** The name given; null if none was. */
  public String getName() {
    return name;
  }

  /** Sets the parallelism of the solution set. */
  public DeltaIteration<ST, WT> parallelism(int newParallelism) {
    Operator.checkParallelism(newParallelism);
    this.parallelism = newParallelism;
    return this;
  }

  /** Parallelism of the solution set; the default if it is not set. */
  public int getParallelism() {
    return parallelism;
  }

  /** Adds a value that functions of the body aggregate in each round. */
  public DeltaIteration<ST, WT> registerAggregator(
      String aggregatorName, Aggregator<?> aggregator) {
    aggregators.registerAggregator(aggregatorName, aggregator);
    return this;
  }

  /** As {@link #registerAggregator}, and ends the loop when the criterion says so. */
  public <X extends Value> DeltaIteration<ST, WT> registerAggregationConvergenceCriterion(
      String aggregatorName, Aggregator<X> aggregator, ConvergenceCriterion<X> convergenceCheck) {
    aggregators.registerAggregationConvergenceCriterion(
        aggregatorName, aggregator, convergenceCheck);
    return this;
  }

  /** The values that are aggregated. */
  public AggregatorRegistry getAggregators() {
    return aggregators;
  }

  /** Whether the solution set is kept as objects, outside of managed memory. */
  public void setSolutionSetUnManaged(boolean unManaged) {
    this.solutionSetUnManaged = unManaged;
  }

  /** Whether the solution set is kept as objects, outside of managed memory. */
  public boolean isSolutionSetUnManaged() {
    return solutionSetUnManaged;
  }

  Keys<ST> keys() {
    return keys;
  }

  int maxIterations() {
    return maxIterations;
  }

  /**
   * The solution set as the loop's body sees it.
   *
   * @param <ST> type of the records
   */
  public static class SolutionSetPlaceHolder<ST> extends DataSet<ST> {
    private final DeltaIteration<ST, ?> deltaIteration;

    private SolutionSetPlaceHolder(
        ExecutionEnvironment context, TypeInformation<ST> type, DeltaIteration<ST, ?> loop) {
      super(context, type);
      this.deltaIteration = loop;
    }

    /** Refuses any other key than the solution set's own. */
    public void checkJoinKeyFields(int[] keyFields) {
      int[] own = deltaIteration.keys.positions();
      if (!Arrays.equals(own, keyFields)) {
        throw new InvalidProgramException(
            "the solution set can be joined with by its key only, which is fields "
                + Arrays.toString(own)
                + ", not "
                + Arrays.toString(keyFields));
      }
    }

    DeltaIteration<ST, ?> loop() {
      return deltaIteration;
    }

    @Override
    Stage translate(Planner planner) {
      return LoopPlans.solutionSet(planner, this);
    }
  }

  /**
   * The workset as the loop's body sees it.
   *
   * @param <WT> type of the records
   */
  public static class WorksetPlaceHolder<WT> extends DataSet<WT> {
    private final DeltaIteration<?, WT> deltaIteration;

    private WorksetPlaceHolder(
        ExecutionEnvironment context, TypeInformation<WT> type, DeltaIteration<?, WT> loop) {
      super(context, type);
      this.deltaIteration = Objects.requireNonNull(loop);
    }

    DeltaIteration<?, WT> loop() {
      return deltaIteration;
    }

    @Override
    Stage translate(Planner planner) {
      return LoopPlans.workset(planner, this);
    }
  }
}
