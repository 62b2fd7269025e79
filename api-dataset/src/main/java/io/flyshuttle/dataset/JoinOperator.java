// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.join.PairFunction;
import io.flyshuttle.operators.join.ProjectPairFunction;
import io.flyshuttle.operators.join.TuplePairFunction;
import java.util.Objects;

/**
 * Pairs the records of two data sets that have equal keys.
 *
 * @param <I1> type of the records of the first
 * @param <I2> type of the records of the second
 * @param <OUT> type of the records it makes
 */
public abstract class JoinOperator<I1, I2, OUT>
    extends TwoInputUdfOperator<I1, I2, OUT, JoinOperator<I1, I2, OUT>> {
  protected final Keys<I1> keys1;
  protected final Keys<I2> keys2;
  protected final JoinType joinType;
  private final JoinHint joinHint;
  private Partitioner<?> customPartitioner;

  protected JoinOperator(
      DataSet<I1> input1,
      DataSet<I2> input2,
      Keys<I1> keys1,
      Keys<I2> keys2,
      TypeInformation<OUT> returnType,
      JoinHint hint,
      JoinType type) {
    super(input1, input2, returnType);
    this.keys1 = Objects.requireNonNull(keys1);
    this.keys2 = Objects.requireNonNull(keys2);
    this.joinHint = hint == null ? JoinHint.OPTIMIZER_CHOOSES : hint;
    this.joinType = type;
  }

  protected Keys<I1> getKeys1() {
    return keys1;
  }

  protected Keys<I2> getKeys2() {
    return keys2;
  }

  /** The user's hint. */
  public JoinHint getJoinHint() {
    return joinHint;
  }

  /** Which records without a partner are kept. */
  public JoinType getJoinType() {
    return joinType;
  }

  /** Sends both sides where the partitioner says. The key must be a single field. */
  public JoinOperator<I1, I2, OUT> withPartitioner(Partitioner<?> partitioner) {
    if (partitioner != null) {
      keys1.checkPartitioner(partitioner, TypeExtractor.getPartitionerTypes(partitioner));
      keys2.checkPartitioner(partitioner, TypeExtractor.getPartitionerTypes(partitioner));
    }
    this.customPartitioner = getInput1().clean(partitioner);
    return this;
  }

  /** The user's partitioner; null if none was given. */
  public Partitioner<?> getPartitioner() {
    return customPartitioner;
  }

  /**
   * A join by equal keys.
   *
   * @param <I1> type of the records of the first
   * @param <I2> type of the records of the second
   * @param <OUT> type of the records it makes
   */
  public static class EquiJoin<I1, I2, OUT> extends JoinOperator<I1, I2, OUT> {
    final PairFunction<I1, I2, OUT> pairFunction;
    final Function userFunction;
    final String joinLocationName;

    EquiJoin(
        DataSet<I1> input1,
        DataSet<I2> input2,
        Keys<I1> keys1,
        Keys<I2> keys2,
        Function userFunction,
        PairFunction<I1, I2, OUT> pairFunction,
        TypeInformation<OUT> returnType,
        JoinHint hint,
        String joinLocationName,
        JoinType type) {
      super(input1, input2, keys1, keys2, returnType, hint, type);
      this.userFunction = userFunction;
      this.pairFunction = pairFunction;
      this.joinLocationName = joinLocationName;
    }

    @Override
    protected Function getFunction() {
      return userFunction;
    }

    @Override
    Stage translate(Planner planner) {
      return JoinPlans.join(planner, this);
    }
  }

  /**
   * A join that makes a tuple of each pair unless another function is given.
   *
   * @param <I1> type of the records of the first
   * @param <I2> type of the records of the second
   */
  public static final class DefaultJoin<I1, I2> extends EquiJoin<I1, I2, Tuple2<I1, I2>>
      implements JoinFunctionAssigner<I1, I2> {

    public DefaultJoin(
        DataSet<I1> input1,
        DataSet<I2> input2,
        Keys<I1> keys1,
        Keys<I2> keys2,
        JoinHint hint,
        String joinLocationName,
        JoinType type) {
      this(input1, input2, keys1, keys2, hint, joinLocationName, type, new TuplePairFunction<>());
    }

    private DefaultJoin(
        DataSet<I1> input1,
        DataSet<I2> input2,
        Keys<I1> keys1,
        Keys<I2> keys2,
        JoinHint hint,
        String joinLocationName,
        JoinType type,
        TuplePairFunction<I1, I2> function) {
      super(
          input1,
          input2,
          keys1,
          keys2,
          function,
          function,
          new TupleTypeInfo<>(input1.getType(), input2.getType()),
          hint,
          joinLocationName,
          type);
    }

    @Override
    public <R> EquiJoin<I1, I2, R> with(FlatJoinFunction<I1, I2, R> function) {
      Objects.requireNonNull(function, "the join function is null");
      TypeInformation<R> returnType =
          TypeExtractor.getFlatJoinReturnTypes(
              function, getInput1Type(), getInput2Type(), CallSite.current(), true);
      FlatJoinFunction<I1, I2, R> cleaned = clean(function);
      return with(cleaned, PairFunction.flat(cleaned), returnType);
    }

    @Override
    public <R> EquiJoin<I1, I2, R> with(JoinFunction<I1, I2, R> function) {
      Objects.requireNonNull(function, "the join function is null");
      TypeInformation<R> returnType =
          TypeExtractor.getJoinReturnTypes(
              function, getInput1Type(), getInput2Type(), CallSite.current(), true);
      JoinFunction<I1, I2, R> cleaned = clean(function);
      return with(cleaned, PairFunction.single(cleaned), returnType);
    }

    private <R> EquiJoin<I1, I2, R> with(
        Function function, PairFunction<I1, I2, R> pairs, TypeInformation<R> type) {
      EquiJoin<I1, I2, R> join =
          new EquiJoin<>(
              getInput1(),
              getInput2(),
              keys1,
              keys2,
              function,
              pairs,
              type,
              getJoinHint(),
              CallSite.current(),
              joinType);
      if (getPartitioner() != null) {
        join.withPartitioner(getPartitioner());
      }
      return join;
    }

    /**
     * Makes tuples of fields of the first side; none means the whole record. More fields follow by
     * further calls.
     */
    public <OUT extends Tuple> ProjectJoin<I1, I2, OUT> projectFirst(int... firstFieldIndexes) {
      return project(PairProjection.of(getInput1Type(), getInput2Type()).first(firstFieldIndexes));
    }

    /**
     * Makes tuples of fields of the second side; none means the whole record. More fields follow by
     * further calls.
     */
    public <OUT extends Tuple> ProjectJoin<I1, I2, OUT> projectSecond(int... secondFieldIndexes) {
      return project(
          PairProjection.of(getInput1Type(), getInput2Type()).second(secondFieldIndexes));
    }

    private <OUT extends Tuple> ProjectJoin<I1, I2, OUT> project(PairProjection projection) {
      if (joinType.isOuter()) {
        throw new InvalidProgramException(
            "projection is for inner joins only: an outer join has sides without a record");
      }
      return new ProjectJoin<>(
          getInput1(), getInput2(), keys1, keys2, getJoinHint(), getPartitioner(), projection);
    }
  }

  /**
   * A join that makes tuples of fields of the two records.
   *
   * @param <I1> type of the records of the first
   * @param <I2> type of the records of the second
   * @param <OUT> type of the tuples it makes
   */
  public static class ProjectJoin<I1, I2, OUT extends Tuple> extends EquiJoin<I1, I2, OUT> {
    private final PairProjection projection;

    ProjectJoin(
        DataSet<I1> input1,
        DataSet<I2> input2,
        Keys<I1> keys1,
        Keys<I2> keys2,
        JoinHint hint,
        Partitioner<?> partitioner,
        PairProjection projection) {
      this(input1, input2, keys1, keys2, hint, partitioner, projection, projection.function());
    }

    private ProjectJoin(
        DataSet<I1> input1,
        DataSet<I2> input2,
        Keys<I1> keys1,
        Keys<I2> keys2,
        JoinHint hint,
        Partitioner<?> partitioner,
        PairProjection projection,
        ProjectPairFunction<I1, I2, OUT> function) {
      super(
          input1,
          input2,
          keys1,
          keys2,
          function,
          function,
          projection.type(),
          hint,
          CallSite.current(),
          JoinType.INNER);
      this.projection = projection;
      this.forwardedFirst = projection.forwarded(0);
      this.forwardedSecond = projection.forwarded(1);
      if (partitioner != null) {
        withPartitioner(partitioner);
      }
    }

    /** Adds fields of the first side; none means the whole record. */
    public <OUT1 extends Tuple> ProjectJoin<I1, I2, OUT1> projectFirst(int... firstFieldIndexes) {
      return again(projection.first(firstFieldIndexes));
    }

    /** Adds fields of the second side; none means the whole record. */
    public <OUT1 extends Tuple> ProjectJoin<I1, I2, OUT1> projectSecond(int... secondFieldIndexes) {
      return again(projection.second(secondFieldIndexes));
    }

    private <OUT1 extends Tuple> ProjectJoin<I1, I2, OUT1> again(PairProjection more) {
      return new ProjectJoin<>(
          getInput1(), getInput2(), keys1, keys2, getJoinHint(), getPartitioner(), more);
    }

    /** Checks nothing any more; kept for programs of old. */
    @SuppressWarnings("unchecked")
    public <OUT1 extends Tuple> JoinOperator<I1, I2, OUT1> types(Class<?>... types) {
      return (JoinOperator<I1, I2, OUT1>) this;
    }

    /** Refused: what a projection hands on is known. */
    @Override
    public JoinOperator<I1, I2, OUT> withForwardedFieldsFirst(String... fields) {
      throw new InvalidProgramException("a projection's forwarded fields are known");
    }

    /** Refused: what a projection hands on is known. */
    @Override
    public JoinOperator<I1, I2, OUT> withForwardedFieldsSecond(String... fields) {
      throw new InvalidProgramException("a projection's forwarded fields are known");
    }
  }

  /**
   * Two data sets to be joined, whose keys are still to be given.
   *
   * @param <I1> type of the records of the first
   * @param <I2> type of the records of the second
   */
  public static final class JoinOperatorSets<I1, I2> extends JoinOperatorSetsBase<I1, I2> {

    public JoinOperatorSets(DataSet<I1> input1, DataSet<I2> input2) {
      super(input1, input2);
    }

    public JoinOperatorSets(DataSet<I1> input1, DataSet<I2> input2, JoinHint hint) {
      super(input1, input2, hint);
    }

    @Override
    public JoinOperatorSetsPredicate where(int... fields) {
      return new JoinOperatorSetsPredicate(new Keys.ExpressionKeys<>(fields, input1.getType()));
    }

    @Override
    public JoinOperatorSetsPredicate where(String... fields) {
      return new JoinOperatorSetsPredicate(new Keys.ExpressionKeys<>(fields, input1.getType()));
    }

    @Override
    public <K> JoinOperatorSetsPredicate where(KeySelector<I1, K> keySelector) {
      return new JoinOperatorSetsPredicate(DataSet.selectorKeys(input1, keySelector));
    }

    /** A join whose second key is still to be given. */
    public class JoinOperatorSetsPredicate extends JoinOperatorSetsPredicateBase {

      private JoinOperatorSetsPredicate(Keys<I1> keys1) {
        super(keys1);
      }

      @Override
      public DefaultJoin<I1, I2> equalTo(int... fields) {
        return createDefaultJoin(new Keys.ExpressionKeys<>(fields, input2.getType()));
      }

      @Override
      public DefaultJoin<I1, I2> equalTo(String... fields) {
        return createDefaultJoin(new Keys.ExpressionKeys<>(fields, input2.getType()));
      }

      @Override
      public <K> DefaultJoin<I1, I2> equalTo(KeySelector<I2, K> keySelector) {
        return createDefaultJoin(DataSet.selectorKeys(input2, keySelector));
      }
    }
  }
}
