// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.key.Keys;

/**
 * The solution set after the last round of a loop.
 *
 * @param <ST> type of the solution set's records
 * @param <WT> type of the workset's records
 */
public class DeltaIterationResultSet<ST, WT> extends DataSet<ST> {
  private final DeltaIteration<ST, WT> iterationHead;
  private final DataSet<ST> nextSolutionSet;
  private final DataSet<WT> nextWorkset;
  private final Keys<ST> keys;
  private final int maxIterations;
  private final TypeInformation<WT> typeWS;

  DeltaIterationResultSet(
      ExecutionEnvironment context,
      TypeInformation<ST> typeSS,
      TypeInformation<WT> typeWS,
      DeltaIteration<ST, WT> iterationHead,
      DataSet<ST> nextSolutionSet,
      DataSet<WT> nextWorkset,
      Keys<ST> keys,
      int maxIterations) {
    super(context, typeSS);
    if (!typeSS.equals(nextSolutionSet.getType())) {
      throw new InvalidProgramException(
          "the changes of the solution set are of type "
              + nextSolutionSet.getType()
              + ", the solution set of type "
              + typeSS);
    }
    if (!typeWS.equals(nextWorkset.getType())) {
      throw new InvalidProgramException(
          "the next workset is of type " + nextWorkset.getType() + ", the first of type " + typeWS);
    }
    this.iterationHead = iterationHead;
    this.nextSolutionSet = nextSolutionSet;
    this.nextWorkset = nextWorkset;
    this.keys = keys;
    this.maxIterations = maxIterations;
    this.typeWS = typeWS;
  }

  /** The loop. */
  public DeltaIteration<ST, WT> getIterationHead() {
    return iterationHead;
  }

  /** The changes of the solution set. */
  public DataSet<ST> getNextSolutionSet() {
    return nextSolutionSet;
  }

  /** The workset of the next round. */
  public DataSet<WT> getNextWorkset() {
    return nextWorkset;
  }

  /** Positions of the solution set's key. */
  public int[] getKeyPositions() {
    return keys.positions();
  }

  /** The number of rounds after which the loop ends in any case. */
  public int getMaxIterations() {
    return maxIterations;
  }

  /** Type of the workset's records. */
  public TypeInformation<WT> getWorksetType() {
    return typeWS;
  }

  @Override
  Stage translate(Planner planner) {
    return LoopPlans.delta(planner, this);
  }
}
