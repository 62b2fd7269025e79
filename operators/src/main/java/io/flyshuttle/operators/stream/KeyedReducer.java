// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.UserFunction;
import java.io.Serializable;

/** Combines each record with the result so far of its key, and emits every result or the last. */
public final class KeyedReducer implements Operator {

  /**
   * What the operator is made of.
   *
   * @param function combines the result so far with a record
   * @param keySelector takes the key out of a record
   * @param keySerializer of the keys
   * @param serializer of the records
   * @param copiesFirst whether the first record of a key is copied before it becomes state, because
   *     the function changes the result so far in place and keeps no record
   * @param onlyLast whether only the last result of each key is emitted, without a timestamp, when
   *     the input has ended
   */
  public record Spec<T, K>(
      UserFunction<? extends ReduceFunction<T>> function,
      KeySelector<T, K> keySelector,
      TypeSerializer<K> keySerializer,
      TypeSerializer<T> serializer,
      boolean copiesFirst,
      boolean onlyLast)
      implements Serializable {}

  private final Spec<Object, Object> spec;
  private ReduceFunction<Object> function;
  private KeySelector<Object, Object> keySelector;
  private Output<Object> output;
  private KeyedStateBackend<Object> keyed;
  private ValueStateDescriptor<Object> descriptor;
  private ValueState<Object> state;
  private TypeSerializer<Object> copier;

  private KeyedReducer(Spec<Object, Object> spec) {
    this.spec = spec;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T, K> OperatorFactory factory(Spec<T, K> spec) {
    Spec<?, ?> erased = spec;
    return () -> new KeyedReducer((Spec<Object, Object>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    keySelector = spec.keySelector();
    keyed = context.keyedState(spec.keySerializer());
    descriptor = new ValueStateDescriptor<>("result", spec.serializer());
    state = keyed.getState(descriptor);
    copier =
        spec.copiesFirst() && !spec.serializer().isImmutableType()
            ? spec.serializer().duplicate()
            : null;
    function = spec.function().open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    keyed.setCurrentKey(keySelector.getKey(record));
    Object soFar = state.value();
    Object result;
    if (soFar == null) {
      result = copier == null ? record : copier.copy(record);
    } else {
      result = function.reduce(soFar, record);
      if (result == record && copier != null) {
        result = copier.copy(record);
      }
    }
    state.update(result);
    if (!spec.onlyLast()) {
      output.emit(result, timestamp);
    }
  }

  @Override
  public void finish() throws Exception {
    if (spec.onlyLast()) {
      keyed.forEachKey(descriptor, (key, last) -> output.emit(last.value(), Operator.NO_TIMESTAMP));
    }
  }

  @Override
  public void close() throws Exception {
    spec.function().close();
  }
}
