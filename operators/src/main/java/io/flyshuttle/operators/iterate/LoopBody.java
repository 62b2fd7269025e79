// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.aggregator.ConvergenceCriterion;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What each subtask of a loop does in each superstep. Data comes from sources that are numbered
 * through: first the ports, then the steps. Port 0 is what the loop hands from superstep to
 * superstep; the other ports are data from outside that stays the same.
 *
 * @param ports serializers of the ports
 * @param steps the operators, each after those it reads from
 * @param next what goes into the next superstep's port 0
 * @param changes what goes into the solution set; null for a loop without one
 * @param decision what decides whether there is a next superstep: not all of it may be empty; null
 *     for none
 * @param maxSupersteps after so many the loop ends in any case
 * @param aggregators values that functions aggregate, by name
 * @param criterionAggregator name of the aggregator that the criterion looks at; null for none
 * @param criterion ends the loop; null for none
 * @param checkpoints where the loop's data is written now and then; null for not at all
 */
public record LoopBody(
    List<TypeSerializer<?>> ports,
    List<Step> steps,
    List<Feed> next,
    List<Feed> changes,
    List<Feed> decision,
    int maxSupersteps,
    Map<String, Aggregator<?>> aggregators,
    String criterionAggregator,
    ConvergenceCriterion<?> criterion,
    Checkpoints checkpoints)
    implements Serializable {

  /**
   * Where a loop writes what it has after every so many supersteps.
   *
   * @param directory of all checkpoints of all jobs
   * @param everySupersteps at least 1
   * @param loopId tells the loops of a job apart
   */
  public record Checkpoints(String directory, int everySupersteps, String loopId)
      implements Serializable {}

  /**
   * One operator of the body.
   *
   * @param name for errors
   * @param factory makes it, anew in each superstep
   * @param inputs its input edges
   * @param outputSerializer of its records
   * @param usesMemory whether it asks for managed memory
   * @param single whether it runs in the first subtask only
   */
  public record Step(
      String name,
      OperatorFactory factory,
      List<StepInput> inputs,
      TypeSerializer<?> outputSerializer,
      boolean usesMemory,
      boolean single)
      implements Serializable {

    int inputCount() {
      return inputs.stream().mapToInt(StepInput::input).max().orElse(-1) + 1;
    }
  }

  /**
   * One input edge of a step.
   *
   * @param input the operator's input
   * @param feed where the records come from
   */
  public record StepInput(int input, Feed feed) implements Serializable {}

  /**
   * Records on their way.
   *
   * @param source where they come from
   * @param serializer of the records
   * @param exchange how they get from subtask to subtask; null if they stay in theirs
   */
  public record Feed(int source, TypeSerializer<?> serializer, Exchange exchange)
      implements Serializable {}

  /**
   * How records get from subtask to subtask inside of a superstep.
   *
   * @param selector chooses the subtask; not set up
   * @param toFirst whether there is only the first subtask to choose
   */
  public record Exchange(ChannelSelector<?> selector, boolean toFirst) implements Serializable {}
}
