// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.ReduceOperatorBase.CombineHint;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.aggregation.Aggregations;
import io.flyshuttle.dataset.aggregation.UnsupportedAggregationTypeException;
import io.flyshuttle.operators.aggregate.AggregateFields;
import io.flyshuttle.operators.aggregate.FieldAggregation;
import io.flyshuttle.operators.function.UserFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Computes sums, minima and maxima of tuple fields, of each group or of the whole data set. The
 * other fields of the result are those of any record of the group.
 *
 * @param <IN> type of the tuples
 */
public class AggregateOperator<IN> extends SingleInputOperator<IN, IN, AggregateOperator<IN>> {
  private final Grouping<IN> grouping;
  private final String defaultName;
  private final List<Integer> fields = new ArrayList<>();
  private final List<FieldAggregation> aggregations = new ArrayList<>();

  /** Of the whole data set. */
  public AggregateOperator(
      DataSet<IN> input, Aggregations function, int field, String defaultName) {
    super(Objects.requireNonNull(input), input.getType());
    this.grouping = null;
    this.defaultName = defaultName;
    add(function, field);
  }

  /** Of each group. */
  public AggregateOperator(
      Grouping<IN> input, Aggregations function, int field, String defaultName) {
    super(input.getInputDataSet(), input.getInputDataSet().getType());
    this.grouping = input;
    this.defaultName = defaultName;
    add(function, field);
  }

  /** Computes one more field. */
  public AggregateOperator<IN> and(Aggregations function, int field) {
    add(function, field);
    return this;
  }

  /** One more sum. */
  public AggregateOperator<IN> andSum(int field) {
    return and(Aggregations.SUM, field);
  }

  /** One more minimum. */
  public AggregateOperator<IN> andMin(int field) {
    return and(Aggregations.MIN, field);
  }

  /** One more maximum. */
  public AggregateOperator<IN> andMax(int field) {
    return and(Aggregations.MAX, field);
  }

  private void add(Aggregations function, int field) {
    Objects.requireNonNull(function, "the aggregation is null");
    if (!(getInputType() instanceof TupleTypeInfo<?> tuple)) {
      throw new InvalidProgramException(
          "aggregating by field position takes tuples, and the type is " + getInputType());
    }
    if (field < 0 || field >= tuple.getArity()) {
      throw new IllegalArgumentException(
          "aggregation field "
              + field
              + " does not exist in "
              + tuple
              + ", which has fields 0 to "
              + (tuple.getArity() - 1));
    }
    TypeInformation<?> fieldType = tuple.getTypeAt(field);
    if (!function.aggregation().supports(fieldType.getTypeClass())) {
      throw new UnsupportedAggregationTypeException(
          function + " cannot be computed of field " + field + ", which is of type " + fieldType);
    }
    fields.add(field);
    aggregations.add(function.aggregation());
  }

  @Override
  Stage translate(Planner planner) {
    AggregateFields<IN> function = new AggregateFields<>(fields, aggregations);
    return GroupPlans.reduce(
        planner,
        this,
        "Aggregate",
        function.describe() + ", at " + defaultName,
        grouping,
        UserFunction.of(function),
        CombineHint.OPTIMIZER_CHOOSES);
  }
}
