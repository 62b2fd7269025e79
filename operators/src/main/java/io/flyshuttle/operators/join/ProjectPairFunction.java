// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.tuple.Tuple;

/**
 * Makes a tuple of fields of each pair.
 *
 * @param <I1> type of the first record
 * @param <I2> type of the second record
 * @param <OUT> type of the tuples made
 */
public final class ProjectPairFunction<I1, I2, OUT extends Tuple>
    implements PairFunction<I1, I2, OUT> {
  private static final long serialVersionUID = 1L;

  /** Stands for the whole record in the list of fields. */
  public static final int WHOLE_RECORD = -1;

  private final int[] sides;
  private final int[] fields;

  /**
   * @param sides for each field of the result, 0 for the first record, 1 for the second
   * @param fields for each field of the result, the field it is, or {@link #WHOLE_RECORD}
   */
  public ProjectPairFunction(int[] sides, int[] fields) {
    this.sides = sides.clone();
    this.fields = fields.clone();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void pair(I1 first, I2 second, Collector<OUT> out) {
    Tuple result = Tuple.newInstance(fields.length);
    for (int i = 0; i < fields.length; i++) {
      Object record = sides[i] == 0 ? first : second;
      Object value = fields[i] == WHOLE_RECORD ? record : ((Tuple) record).getField(fields[i]);
      result.setField(value, i);
    }
    out.collect((OUT) result);
  }

  @Override
  public Function userFunction() {
    return this;
  }
}
