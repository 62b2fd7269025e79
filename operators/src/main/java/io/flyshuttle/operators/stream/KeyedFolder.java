// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.memory.DataInputDeserializer;
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

/** Folds each record into the accumulator of its key, and emits every accumulator or the last. */
public final class KeyedFolder implements Operator {

  /**
   * What the operator is made of.
   *
   * @param function folds a record into an accumulator
   * @param keySelector takes the key out of a record
   * @param keySerializer of the keys
   * @param serializer of the accumulators
   * @param initialValue what the accumulator of a key begins with, in serialized form
   * @param onlyLast whether only the last accumulator of each key is emitted, without a timestamp,
   *     when the input has ended
   */
  public record Spec<T, R, K>(
      UserFunction<? extends FoldFunction<T, R>> function,
      KeySelector<T, K> keySelector,
      TypeSerializer<K> keySerializer,
      TypeSerializer<R> serializer,
      byte[] initialValue,
      boolean onlyLast)
      implements Serializable {}

  private final Spec<Object, Object, Object> spec;
  private FoldFunction<Object, Object> function;
  private Output<Object> output;
  private KeyedStateBackend<Object> keyed;
  private ValueStateDescriptor<Object> descriptor;
  private ValueState<Object> state;
  private TypeSerializer<Object> serializer;

  private KeyedFolder(Spec<Object, Object, Object> spec) {
    this.spec = spec;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T, R, K> OperatorFactory factory(Spec<T, R, K> spec) {
    Spec<?, ?, ?> erased = spec;
    return () -> new KeyedFolder((Spec<Object, Object, Object>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    serializer = spec.serializer().duplicate();
    keyed = context.keyedState(spec.keySerializer());
    descriptor = new ValueStateDescriptor<>("accumulator", spec.serializer());
    state = keyed.getState(descriptor);
    function = spec.function().open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    keyed.setCurrentKey(spec.keySelector().getKey(record));
    Object before = state.value();
    if (before == null) {
      before = serializer.deserialize(new DataInputDeserializer(spec.initialValue()));
    }
    Object after = function.fold(before, record);
    state.update(after);
    if (!spec.onlyLast()) {
      output.emit(after, timestamp);
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
