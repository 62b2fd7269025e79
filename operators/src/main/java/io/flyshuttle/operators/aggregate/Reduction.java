// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Calls a reduce function so that its result belongs to the caller: users may return the same
 * object again and again, or one of the arguments.
 */
final class Reduction {
  private final ReduceFunction<Object> function;
  private final TypeSerializer<Object> serializer;
  private final boolean ownsResult;

  Reduction(ReduceFunction<Object> function, TypeSerializer<Object> serializer) {
    this.function = function;
    this.serializer = serializer;
    this.ownsResult = function instanceof InPlaceReduce || serializer.isImmutableType();
  }

  ReduceFunction<Object> function() {
    return function;
  }

  TypeSerializer<Object> serializer() {
    return serializer;
  }

  /**
   * Reduces two records.
   *
   * @param kept belongs to the caller, who gives it away
   * @param record is only lent
   * @return belongs to the caller
   */
  Object reduce(Object kept, Object record) throws Exception {
    Object result = function.reduce(kept, record);
    if (result == kept || ownsResult) {
      return result;
    }
    return serializer.copy(result, kept);
  }

  /** A record of the caller's own. */
  Object copy(Object record) {
    return serializer.copy(record);
  }
}
