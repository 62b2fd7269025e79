// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.operators.iterate.LoopBody.Step;
import io.flyshuttle.operators.iterate.LoopBody.StepInput;
import io.flyshuttle.operators.sort.ExternalSorter;
import io.flyshuttle.operators.sort.MemoryQuota;
import java.util.ArrayList;
import java.util.List;

/**
 * How a loop divides its managed memory. What stays from superstep to superstep has a part of its
 * own: buffers, the solution set, and each step that reads constant data. The other steps run one
 * after the other, so that one part serves all of them; only steps that call each other share it.
 */
final class LoopMemory {
  private static final int BUFFERS_WEIGHT = 3;
  private static final int SOLUTION_SET_WEIGHT = 5;
  private static final int KEEPING_WEIGHT = 8;
  private static final int PASSING_WEIGHT = 4;
  private static final int LEAST_SEGMENTS = 2 * ExternalSorter.MIN_SEGMENTS;

  private final ManagedMemory memory;
  private final ManagedMemory buffers;
  private final ManagedMemory solutionSet;
  private final List<StepState> steps = new ArrayList<>();

  LoopMemory(LoopBody body, LoopExchanges exchanges, ManagedMemory memory) {
    this.memory = memory;
    int[] atOnce = new int[body.steps().size()];
    int keeping = 0;
    int mostAtOnce = 0;
    for (int i = 0; i < atOnce.length; i++) {
      Step step = body.steps().get(i);
      atOnce[i] = step.usesMemory() && !keeps(body, step) ? 1 : 0;
      keeping += step.usesMemory() && keeps(body, step) ? 1 : 0;
      if (Superstep.isDirect(body, exchanges, i)) {
        atOnce[i] += atOnce[step.inputs().get(0).feed().source() - body.ports().size()];
      }
      mostAtOnce = Math.max(mostAtOnce, atOnce[i]);
    }
    boolean delta = body.changes() != null;
    int weights =
        BUFFERS_WEIGHT
            + (delta ? SOLUTION_SET_WEIGHT : 0)
            + KEEPING_WEIGHT * keeping
            + (mostAtOnce == 0 ? 0 : PASSING_WEIGHT);
    int users = keeping + mostAtOnce;
    int spare = Math.max(0, memory.totalSegments() - users * LEAST_SEGMENTS);
    buffers = part(spare * BUFFERS_WEIGHT / weights);
    solutionSet = delta ? part(spare * SOLUTION_SET_WEIGHT / weights) : null;
    int keepingSegments = LEAST_SEGMENTS + spare * KEEPING_WEIGHT / weights;
    int passingSegments =
        LEAST_SEGMENTS + spare * PASSING_WEIGHT / weights / Math.max(1, mostAtOnce);
    for (Step step : body.steps()) {
      boolean keeps = step.usesMemory() && keeps(body, step);
      steps.add(new StepState(part(keeps ? keepingSegments : passingSegments)));
    }
  }

  private ManagedMemory part(int segments) {
    return new MemoryQuota(memory, segments);
  }

  private static boolean keeps(LoopBody body, Step step) {
    return step.inputCount() > 1
        && step.inputs().stream()
            .map(StepInput::feed)
            .anyMatch(feed -> feed.source() > 0 && feed.source() < body.ports().size());
  }

  /** For records between steps. */
  ManagedMemory buffers() {
    return buffers;
  }

  /** Null if there is none. */
  ManagedMemory solutionSet() {
    return solutionSet;
  }

  List<StepState> steps() {
    return steps;
  }
}
