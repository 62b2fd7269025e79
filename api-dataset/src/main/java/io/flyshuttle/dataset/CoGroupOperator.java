// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.key.Keys;
import java.util.Objects;

/**
 * Calls a function once per key, with the records that two data sets have of it.
 *
 * @param <I1> type of the records of the first
 * @param <I2> type of the records of the second
 * @param <OUT> type of the records it makes
 */
public class CoGroupOperator<I1, I2, OUT>
    extends TwoInputUdfOperator<I1, I2, OUT, CoGroupOperator<I1, I2, OUT>> {
  final CoGroupFunction<I1, I2, OUT> function;
  final Keys<I1> keys1;
  final Keys<I2> keys2;
  final String defaultName;
  final SortOrder<I1> firstOrder;
  final SortOrder<I2> secondOrder;
  private Partitioner<?> customPartitioner;

  CoGroupOperator(
      DataSet<I1> input1,
      DataSet<I2> input2,
      Keys<I1> keys1,
      Keys<I2> keys2,
      CoGroupFunction<I1, I2, OUT> function,
      TypeInformation<OUT> returnType,
      SortOrder<I1> firstOrder,
      SortOrder<I2> secondOrder,
      Partitioner<?> customPartitioner,
      String defaultName) {
    super(input1, input2, returnType);
    this.function = function;
    this.keys1 = keys1;
    this.keys2 = keys2;
    this.firstOrder = firstOrder;
    this.secondOrder = secondOrder;
    this.customPartitioner = customPartitioner;
    this.defaultName = defaultName;
  }

  @Override
  protected CoGroupFunction<I1, I2, OUT> getFunction() {
    return function;
  }

  /** Sends both sides where the partitioner says. The key must be a single field. */
  public CoGroupOperator<I1, I2, OUT> withPartitioner(Partitioner<?> partitioner) {
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

  @Override
  Stage translate(Planner planner) {
    return JoinPlans.coGroup(planner, this);
  }

  /**
   * Two data sets to be grouped together, whose keys are still to be given.
   *
   * @param <I1> type of the records of the first
   * @param <I2> type of the records of the second
   */
  public static final class CoGroupOperatorSets<I1, I2> {
    private final DataSet<I1> input1;
    private final DataSet<I2> input2;

    public CoGroupOperatorSets(DataSet<I1> input1, DataSet<I2> input2) {
      this.input1 = Objects.requireNonNull(input1);
      this.input2 = Objects.requireNonNull(input2);
    }

    /** The first side's key, as tuple positions. */
    public CoGroupOperatorSetsPredicate where(int... fields) {
      return new CoGroupOperatorSetsPredicate(new Keys.ExpressionKeys<>(fields, input1.getType()));
    }

    /** The first side's key, as field expressions. */
    public CoGroupOperatorSetsPredicate where(String... fields) {
      return new CoGroupOperatorSetsPredicate(new Keys.ExpressionKeys<>(fields, input1.getType()));
    }

    /** The first side's key, as a function. */
    public <K> CoGroupOperatorSetsPredicate where(KeySelector<I1, K> keyExtractor) {
      return new CoGroupOperatorSetsPredicate(DataSet.selectorKeys(input1, keyExtractor));
    }

    /** A coGroup whose second key is still to be given. */
    public final class CoGroupOperatorSetsPredicate {
      private final Keys<I1> keys1;

      private CoGroupOperatorSetsPredicate(Keys<I1> keys1) {
        this.keys1 = keys1;
      }

      /** The second side's key, as tuple positions. */
      public CoGroupOperatorWithoutFunction equalTo(int... fields) {
        return create(new Keys.ExpressionKeys<>(fields, input2.getType()));
      }

      /** The second side's key, as field expressions. */
      public CoGroupOperatorWithoutFunction equalTo(String... fields) {
        return create(new Keys.ExpressionKeys<>(fields, input2.getType()));
      }

      /** The second side's key, as a function. */
      public <K> CoGroupOperatorWithoutFunction equalTo(KeySelector<I2, K> keyExtractor) {
        return create(DataSet.selectorKeys(input2, keyExtractor));
      }

      private CoGroupOperatorWithoutFunction create(Keys<I2> keys2) {
        keys1.checkCompatible(keys2);
        return new CoGroupOperatorWithoutFunction(keys2);
      }

      /** A coGroup whose function is still to be given. */
      public final class CoGroupOperatorWithoutFunction {
        private final Keys<I2> keys2;
        private SortOrder<I1> firstOrder = SortOrder.none();
        private SortOrder<I2> secondOrder = SortOrder.none();
        private Partitioner<?> customPartitioner;

        private CoGroupOperatorWithoutFunction(Keys<I2> keys2) {
          this.keys2 = keys2;
        }

        /** Sends both sides where the partitioner says. The key must be a single field. */
        public CoGroupOperatorWithoutFunction withPartitioner(Partitioner<?> partitioner) {
          if (partitioner != null) {
            keys1.checkPartitioner(partitioner, TypeExtractor.getPartitionerTypes(partitioner));
            keys2.checkPartitioner(partitioner, TypeExtractor.getPartitionerTypes(partitioner));
          }
          this.customPartitioner = input1.clean(partitioner);
          return this;
        }

        /** The user's partitioner; null if none was given. */
        public Partitioner<?> getPartitioner() {
          return customPartitioner;
        }

        /** Gives the function. */
        public <R> CoGroupOperator<I1, I2, R> with(CoGroupFunction<I1, I2, R> function) {
          Objects.requireNonNull(function, "the coGroup function is null");
          TypeInformation<R> returnType =
              TypeExtractor.getCoGroupReturnTypes(
                  function, input1.getType(), input2.getType(), CallSite.current(), true);
          return new CoGroupOperator<>(
              input1,
              input2,
              keys1,
              keys2,
              input1.clean(function),
              returnType,
              firstOrder,
              secondOrder,
              customPartitioner,
              CallSite.current());
        }

        /** Orders the first side's records of each key by a tuple field. */
        public CoGroupOperatorWithoutFunction sortFirstGroup(int field, Order order) {
          firstOrder =
              firstOrder.then(Keys.ExpressionKeys.forSorting(field, input1.getType()), order);
          return this;
        }

        /** Orders the first side's records of each key by a field. */
        public CoGroupOperatorWithoutFunction sortFirstGroup(String field, Order order) {
          firstOrder =
              firstOrder.then(Keys.ExpressionKeys.forSorting(field, input1.getType()), order);
          return this;
        }

        /** Orders the second side's records of each key by a tuple field. */
        public CoGroupOperatorWithoutFunction sortSecondGroup(int field, Order order) {
          secondOrder =
              secondOrder.then(Keys.ExpressionKeys.forSorting(field, input2.getType()), order);
          return this;
        }

        /** Orders the second side's records of each key by a field. */
        public CoGroupOperatorWithoutFunction sortSecondGroup(String field, Order order) {
          secondOrder =
              secondOrder.then(Keys.ExpressionKeys.forSorting(field, input2.getType()), order);
          return this;
        }
      }
    }
  }
}
