// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.operators.map.Projector;
import java.util.Arrays;

/**
 * Makes tuples of some fields of tuples.
 *
 * @param <IN> type of the tuples it takes
 * @param <OUT> type of the tuples it makes
 */
public class ProjectOperator<IN, OUT extends Tuple>
    extends SingleInputOperator<IN, OUT, ProjectOperator<IN, OUT>> {
  protected final int[] fields;

  public ProjectOperator(DataSet<IN> input, int[] fields, TupleTypeInfo<OUT> returnType) {
    super(input, returnType);
    this.fields = fields.clone();
  }

  /** The same projection of the same type of records, checked and with its type. */
  static <IN, OUT extends Tuple> ProjectOperator<IN, OUT> of(DataSet<IN> input, int[] fields) {
    return new ProjectOperator<>(input, fields, projectedType(input.getType(), fields));
  }

  /** The type that a projection makes. */
  static <OUT extends Tuple> TupleTypeInfo<OUT> projectedType(
      TypeInformation<?> type, int[] fields) {
    if (!(type instanceof TupleTypeInfo<?> tuple)) {
      throw new UnsupportedOperationException(
          "project takes tuples, and the type is " + type + "; use map");
    }
    if (fields.length == 0 || fields.length > Tuple.MAX_ARITY) {
      throw new IllegalArgumentException(
          "project takes 1 to " + Tuple.MAX_ARITY + " fields, not " + fields.length);
    }
    TypeInformation<?>[] types = new TypeInformation<?>[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] < 0 || fields[i] >= tuple.getArity()) {
        throw new IndexOutOfBoundsException(
            "project: field "
                + fields[i]
                + " does not exist in "
                + type
                + ", which has fields 0 to "
                + (tuple.getArity() - 1));
      }
      types[i] = tuple.getTypeAt(fields[i]);
    }
    return new TupleTypeInfo<>(types);
  }

  /** Checks the classes of the projected fields; kept for programs of old. */
  public <R extends Tuple> ProjectOperator<IN, R> types(Class<?>... types) {
    TupleTypeInfo<R> projected = projectedType(getInputType(), fields);
    if (types.length != fields.length) {
      throw new IllegalArgumentException(
          "project: " + fields.length + " fields, but " + types.length + " types");
    }
    for (int i = 0; i < types.length; i++) {
      if (projected.getTypeAt(i).getTypeClass() != types[i]) {
        throw new InvalidProgramException(
            "project: field "
                + fields[i]
                + " is of type "
                + projected.getTypeAt(i)
                + ", not "
                + types[i].getName());
      }
    }
    return new ProjectOperator<>(getInput(), fields, projected);
  }

  @Override
  Stage translate(Planner planner) {
    return planner
        .chained(this, "Projection", Arrays.toString(fields), Projector.factory(fields), false)
        .keeping(ForwardedFields.ofProjection(fields, getInputType()));
  }
}
