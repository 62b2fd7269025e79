// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.dataset.key.Keys;
import java.util.Objects;

/**
 * Two data sets to be joined, whose keys are still to be given.
 *
 * @param <I1> type of the records of the first
 * @param <I2> type of the records of the second
 */
public class JoinOperatorSetsBase<I1, I2> {
  protected final DataSet<I1> input1;
  protected final DataSet<I2> input2;
  protected final JoinHint joinHint;
  protected final JoinType joinType;

  public JoinOperatorSetsBase(DataSet<I1> input1, DataSet<I2> input2) {
    this(input1, input2, JoinHint.OPTIMIZER_CHOOSES);
  }

  public JoinOperatorSetsBase(DataSet<I1> input1, DataSet<I2> input2, JoinHint hint) {
    this(input1, input2, hint, JoinType.INNER);
  }

  public JoinOperatorSetsBase(
      DataSet<I1> input1, DataSet<I2> input2, JoinHint hint, JoinType type) {
    this.input1 = Objects.requireNonNull(input1, "the first input of the join is null");
    this.input2 = Objects.requireNonNull(input2, "the second input of the join is null");
    this.joinHint = Objects.requireNonNull(hint);
    this.joinType = Objects.requireNonNull(type);
  }

  /** The first side's key, as tuple positions. */
  public JoinOperatorSetsPredicateBase where(int... fields) {
    return new JoinOperatorSetsPredicateBase(new Keys.ExpressionKeys<>(fields, input1.getType()));
  }

  /** The first side's key, as field expressions. */
  public JoinOperatorSetsPredicateBase where(String... fields) {
    return new JoinOperatorSetsPredicateBase(new Keys.ExpressionKeys<>(fields, input1.getType()));
  }

  /** The first side's key, as a function. */
  public <K> JoinOperatorSetsPredicateBase where(KeySelector<I1, K> keySelector) {
    return new JoinOperatorSetsPredicateBase(DataSet.selectorKeys(input1, keySelector));
  }

  /** A join whose second key is still to be given. */
  public class JoinOperatorSetsPredicateBase {
    protected final Keys<I1> keys1;

    protected JoinOperatorSetsPredicateBase(Keys<I1> keys1) {
      this.keys1 = Objects.requireNonNull(keys1);
    }

    /** The second side's key, as tuple positions. */
    public JoinFunctionAssigner<I1, I2> equalTo(int... fields) {
      return createJoinFunctionAssigner(new Keys.ExpressionKeys<>(fields, input2.getType()));
    }

    /** The second side's key, as field expressions. */
    public JoinFunctionAssigner<I1, I2> equalTo(String... fields) {
      return createJoinFunctionAssigner(new Keys.ExpressionKeys<>(fields, input2.getType()));
    }

    /** The second side's key, as a function. */
    public <K> JoinFunctionAssigner<I1, I2> equalTo(KeySelector<I2, K> keySelector) {
      return createJoinFunctionAssigner(DataSet.selectorKeys(input2, keySelector));
    }

    protected JoinFunctionAssigner<I1, I2> createJoinFunctionAssigner(Keys<I2> keys2) {
      return new DefaultJoinFunctionAssigner(createDefaultJoin(keys2));
    }

    protected JoinOperator.DefaultJoin<I1, I2> createDefaultJoin(Keys<I2> keys2) {
      if (keys2 == null) {
        throw new InvalidProgramException("the join has no key for its second side");
      }
      keys1.checkCompatible(keys2);
      return new JoinOperator.DefaultJoin<>(
          input1, input2, keys1, keys2, joinHint, CallSite.current(), joinType);
    }

    private final class DefaultJoinFunctionAssigner implements JoinFunctionAssigner<I1, I2> {
      private final JoinOperator.DefaultJoin<I1, I2> defaultJoin;

      private DefaultJoinFunctionAssigner(JoinOperator.DefaultJoin<I1, I2> defaultJoin) {
        this.defaultJoin = defaultJoin;
      }

      @Override
      public <R> JoinOperator.EquiJoin<I1, I2, R> with(JoinFunction<I1, I2, R> joinFunction) {
        return defaultJoin.with(joinFunction);
      }

      @Override
      public <R> JoinOperator.EquiJoin<I1, I2, R> with(FlatJoinFunction<I1, I2, R> joinFunction) {
        return defaultJoin.with(joinFunction);
      }
    }
  }
}
