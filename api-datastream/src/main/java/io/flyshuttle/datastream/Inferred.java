// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.stream.process.ProcessFunction;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import java.util.function.Supplier;

/**
 * The type of what a function returns, or why it could not be found. The failure is thrown only
 * when the type is needed, because the user may still state it.
 *
 * @param type null if it could not be found
 * @param missing null if it could
 */
record Inferred<R>(TypeInformation<R> type, InvalidTypesException missing) {

  static <R> Inferred<R> of(TypeInformation<R> type) {
    return new Inferred<>(type, null);
  }

  static <R> Inferred<R> from(Supplier<TypeInformation<R>> extraction) {
    try {
      return of(extraction.get());
    } catch (InvalidTypesException e) {
      return new Inferred<>(null, e);
    }
  }

  static <T, R> Inferred<R> map(MapFunction<T, R> function, TypeInformation<T> in) {
    return from(() -> TypeExtractor.getMapReturnTypes(function, in));
  }

  static <T, R> Inferred<R> flatMap(FlatMapFunction<T, R> function, TypeInformation<T> in) {
    return from(() -> TypeExtractor.getFlatMapReturnTypes(function, in));
  }

  static <T, R> Inferred<R> process(ProcessFunction<T, R> function, TypeInformation<T> in) {
    return unary(function, ProcessFunction.class, 0, 1, null, in);
  }

  /**
   * For functions that are one abstract class or interface with type parameters.
   *
   * @param in index of the input's type parameter in {@code base}
   * @param out index of the output's
   * @param lambdaOut where the output's type stands in a lambda's parameters; null if the function
   *     cannot be a lambda
   */
  static <R> Inferred<R> unary(
      Function function,
      Class<?> base,
      int in,
      int out,
      int[] lambdaOut,
      TypeInformation<?> inType) {
    return from(
        () ->
            TypeExtractor.getUnaryOperatorReturnType(
                function,
                base,
                in,
                out,
                lambdaOut == null ? TypeExtractor.NO_INDEX : lambdaOut,
                inType,
                null,
                false));
  }

  /** As {@link #unary} for functions over two inputs. */
  static <R> Inferred<R> binary(
      Function function,
      Class<?> base,
      int in1,
      int in2,
      int out,
      int[] lambdaOut,
      TypeInformation<?> inType1,
      TypeInformation<?> inType2) {
    return from(
        () ->
            TypeExtractor.getBinaryOperatorReturnType(
                function,
                base,
                in1,
                in2,
                out,
                lambdaOut == null ? TypeExtractor.NO_INDEX : lambdaOut,
                inType1,
                inType2,
                null,
                false));
  }
}
