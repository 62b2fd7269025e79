// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.operators.join.ProjectPairFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fields of the two records of a pair make up a tuple. A side that is no tuple, or of which
 * no field is named, is taken whole. Immutable.
 */
final class PairProjection {
  /** Index of a field that means the whole record. */
  static final int WHOLE_RECORD = ProjectPairFunction.WHOLE_RECORD;

  private final TypeInformation<?> firstType;
  private final TypeInformation<?> secondType;
  private final List<Integer> sides;
  private final List<Integer> fields;

  private PairProjection(
      TypeInformation<?> firstType,
      TypeInformation<?> secondType,
      List<Integer> sides,
      List<Integer> fields) {
    this.firstType = firstType;
    this.secondType = secondType;
    this.sides = sides;
    this.fields = fields;
  }

  static PairProjection of(TypeInformation<?> firstType, TypeInformation<?> secondType) {
    return new PairProjection(firstType, secondType, List.of(), List.of());
  }

  PairProjection first(int... indexes) {
    return with(0, firstType, indexes);
  }

  PairProjection second(int... indexes) {
    return with(1, secondType, indexes);
  }

  private PairProjection with(int side, TypeInformation<?> type, int[] indexes) {
    List<Integer> moreSides = new ArrayList<>(sides);
    List<Integer> moreFields = new ArrayList<>(fields);
    if (!(type instanceof TupleTypeInfo<?>)) {
      if (indexes.length != 0) {
        throw new IllegalArgumentException(
            "side "
                + (side + 1)
                + " is no tuple but "
                + type
                + ": project it without field numbers");
      }
      moreSides.add(side);
      moreFields.add(WHOLE_RECORD);
    } else {
      int[] chosen = indexes;
      if (chosen.length == 0) {
        chosen = new int[type.getArity()];
        for (int i = 0; i < chosen.length; i++) {
          chosen[i] = i;
        }
      }
      for (int field : chosen) {
        if (field < 0 || field >= type.getArity()) {
          throw new IndexOutOfBoundsException(
              "projection: field "
                  + field
                  + " does not exist in side "
                  + (side + 1)
                  + ", which is "
                  + type
                  + " with fields 0 to "
                  + (type.getArity() - 1));
        }
        moreSides.add(side);
        moreFields.add(field);
      }
    }
    if (moreFields.size() > Tuple.MAX_ARITY) {
      throw new IllegalArgumentException(
          "projection: "
              + moreFields.size()
              + " fields, but a tuple has at most "
              + Tuple.MAX_ARITY);
    }
    return new PairProjection(firstType, secondType, moreSides, moreFields);
  }

  <OUT extends Tuple> TupleTypeInfo<OUT> type() {
    TypeInformation<?>[] types = new TypeInformation<?>[fields.size()];
    for (int i = 0; i < types.length; i++) {
      TypeInformation<?> side = sides.get(i) == 0 ? firstType : secondType;
      types[i] =
          fields.get(i) == WHOLE_RECORD
              ? side
              : ((TupleTypeInfo<?>) side).getTypeAt(fields.get(i).intValue());
    }
    return new TupleTypeInfo<>(types);
  }

  <I1, I2, OUT extends Tuple> ProjectPairFunction<I1, I2, OUT> function() {
    return new ProjectPairFunction<>(
        sides.stream().mapToInt(Integer::intValue).toArray(),
        fields.stream().mapToInt(Integer::intValue).toArray());
  }

  /** What of a side passes unchanged. */
  ForwardedFields forwarded(int side) {
    TypeInformation<?> type = side == 0 ? firstType : secondType;
    int[] sources = new int[fields.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] =
          sides.get(i) != side || !(type instanceof TupleTypeInfo<?>)
              ? ForwardedFields.NO_FIELD
              : fields.get(i);
    }
    return ForwardedFields.ofTupleFields(sources, type, type());
  }
}
