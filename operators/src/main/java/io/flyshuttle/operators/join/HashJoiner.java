// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Join by a hash table of one side. Reads that side first, then the other. Input 0 is always the
 * first side of the program, whichever is built.
 */
public final class HashJoiner implements Operator {
  private static final Logger LOG = LoggerFactory.getLogger(HashJoiner.class);

  /** How much smaller the other side must be: a table is worth that. */
  private static final int MUCH_SMALLER = 2;

  private final PairFunction<Object, Object, Object> function;
  private final UserFunction<Function> userFunction;
  private final TypeComparator<Object> firstKeys;
  private final TypeComparator<Object> secondKeys;
  private final boolean choosesSide;
  private final OuterSides outer;
  private int buildInput;
  private HybridHashJoin<Object, Object> join;
  private boolean buildEnded;
  private BuildSideKeeper keeper;
  private boolean kept;

  private HashJoiner(
      PairFunction<Object, Object, Object> function,
      Configuration parameters,
      TypeComparator<Object> firstKeys,
      TypeComparator<Object> secondKeys,
      int buildInput,
      boolean choosesSide,
      OuterSides outer) {
    this.function = function;
    this.userFunction = new UserFunction<>(function.userFunction(), parameters);
    this.firstKeys = firstKeys;
    this.secondKeys = secondKeys;
    this.buildInput = buildInput;
    this.choosesSide = choosesSide;
    this.outer = outer;
  }

  /**
   * A factory for the plan.
   *
   * @param buildInput the side that is kept, 0 or 1; the smaller one
   * @param outer whose records are paired with null if they have no partner
   */
  public static <I1, I2, OUT> OperatorFactory factory(
      PairFunction<I1, I2, OUT> function,
      Configuration parameters,
      TypeComparator<I1> firstKeys,
      TypeComparator<I2> secondKeys,
      int buildInput,
      OuterSides outer) {
    return factory(function, parameters, firstKeys, secondKeys, buildInput, false, outer);
  }

  /**
   * A factory for the plan.
   *
   * @param buildInput the side that is kept, 0 or 1
   * @param choosesSide whether the other side is kept if both turn out to be complete when the join
   *     starts, and the other one much smaller
   * @param outer whose records are paired with null if they have no partner
   */
  @SuppressWarnings("unchecked")
  public static <I1, I2, OUT> OperatorFactory factory(
      PairFunction<I1, I2, OUT> function,
      Configuration parameters,
      TypeComparator<I1> firstKeys,
      TypeComparator<I2> secondKeys,
      int buildInput,
      boolean choosesSide,
      OuterSides outer) {
    PairFunction<?, ?, ?> erased = function;
    TypeComparator<?> first = firstKeys;
    TypeComparator<?> second = secondKeys;
    return () ->
        new HashJoiner(
            (PairFunction<Object, Object, Object>) erased,
            parameters,
            (TypeComparator<Object>) first,
            (TypeComparator<Object>) second,
            buildInput,
            choosesSide,
            outer);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    chooseSide(context);
    OutputCollector<Object> collector = new OutputCollector<>(context.output());
    boolean firstIsBuilt = buildInput == 0;
    HybridHashJoin.Pairs<Object, Object> pairs =
        firstIsBuilt
            ? (build, probe) -> function.pair(build, probe, collector)
            : (build, probe) -> function.pair(probe, build, collector);
    HybridHashJoin.Kept withoutPartner =
        firstIsBuilt
            ? new HybridHashJoin.Kept(outer.keepsFirst(), outer.keepsSecond())
            : new HybridHashJoin.Kept(outer.keepsSecond(), outer.keepsFirst());
    // marks of one superstep must not be seen in the next
    keeper = withoutPartner.build() ? null : BuildSideKeeper.of(context, buildInput);
    join = keeper == null ? null : keptJoin();
    if (join == null) {
      join =
          new HybridHashJoin<>(
              context.managedMemory(),
              context.spillDirectories(),
              context.inputSerializer(buildInput),
              context.inputSerializer(1 - buildInput),
              firstIsBuilt ? firstKeys : secondKeys,
              firstIsBuilt ? secondKeys : firstKeys,
              withoutPartner,
              context.runtimeContext().isObjectReuseEnabled(),
              pairs);
    } else {
      kept = true;
      join.pairs(pairs);
    }
    userFunction.open(context);
  }

  /** What was planned came from estimates, if there were any. */
  private void chooseSide(OperatorContext context) {
    long planned = context.inputBytes(buildInput);
    long other = context.inputBytes(1 - buildInput);
    if (choosesSide && planned >= 0 && other >= 0 && other < planned / MUCH_SMALLER) {
      LOG.info(
          "{}: the table is made of input {} with {} bytes, not of input {} with {} bytes",
          context.runtimeContext().getTaskName(),
          1 - buildInput,
          other,
          buildInput,
          planned);
      buildInput = 1 - buildInput;
    }
  }

  @SuppressWarnings("unchecked")
  private HybridHashJoin<Object, Object> keptJoin() {
    return (HybridHashJoin<Object, Object>) keeper.kept();
  }

  @Override
  public int nextInput() {
    return buildEnded ? 1 - buildInput : buildInput;
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (input == buildInput) {
      join.build(record);
    } else {
      join.probe(record);
    }
  }

  @Override
  public void endInput(int input) throws Exception {
    if (input == buildInput) {
      buildEnded = true;
      if (!kept) {
        join.endBuild();
        if (keeper != null && join.isWholeInMemory()) {
          keeper.keep(buildInput, join);
          kept = true;
        }
      }
    }
  }

  @Override
  public void finish() throws Exception {
    if (!kept) {
      join.endProbe();
      join.close();
    }
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (join != null && !kept) {
        join.close();
      }
    }
  }
}
