// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.BooleanSerializer;
import io.flyshuttle.core.serialize.basic.ByteSerializer;
import io.flyshuttle.core.serialize.basic.CharSerializer;
import io.flyshuttle.core.serialize.basic.DoubleSerializer;
import io.flyshuttle.core.serialize.basic.FloatSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.ShortSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.NamespacedState;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple1;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple8;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** State of fixed size, which is kept as words, behaves as state of objects does. */
final class WordTableTest {
  private static final int GROUPS = 8;

  @SuppressWarnings("unchecked")
  private static <T extends Tuple> TypeSerializer<T> tuple(TypeSerializer<?>... fields) {
    return new TupleSerializer<>((Class<T>) Tuple.getTupleClass(fields.length), fields);
  }

  private static final TypeSerializer<Tuple1<Long>> KEYS = tuple(LongSerializer.INSTANCE);
  private static final TypeSerializer<Tuple2<Long, Double>> VALUES =
      tuple(LongSerializer.INSTANCE, DoubleSerializer.INSTANCE);

  private static <K> HeapKeyedStateBackend<K> backend(TypeSerializer<K> keys) {
    return new HeapKeyedStateBackend<>(
        keys, new KeyGroupRange(0, GROUPS), GROUPS, new ExecutionConfig(), () -> 0);
  }

  private static NamespacedState<Long, ValueState<Tuple2<Long, Double>>> state(
      HeapKeyedStateBackend<Tuple1<Long>> backend) {
    return backend.getNamespacedState(
        new ValueStateDescriptor<>("value", VALUES), LongSerializer.INSTANCE);
  }

  private static <K> HeapKeyedStateBackend<K> restored(
      KeyedSnapshot snapshot, TypeSerializer<K> keys) throws IOException {
    HeapKeyedStateBackend<K> backend = backend(keys);
    DataOutputSerializer out = new DataOutputSerializer(64);
    snapshot.writeHeader(out);
    KeyedRestore restore =
        backend.restore(
            new DataInputDeserializer(out.getCopyOfBuffer()), WordTableTest.class.getClassLoader());
    for (int group = 0; group < GROUPS; group++) {
      out.clear();
      snapshot.writeKeyGroup(group, out);
      restore.readKeyGroup(group, new DataInputDeserializer(out.getCopyOfBuffer()));
    }
    return backend;
  }

  @Test
  void shouldHoldWhatAMapHoldsAndWriteSnapshotsAsTheyWere() throws Exception {
    HeapKeyedStateBackend<Tuple1<Long>> backend = backend(KEYS);
    var values = state(backend);
    Map<Tuple2<Long, Long>, Tuple2<Long, Double>> expected = new HashMap<>();
    Map<Tuple2<Long, Long>, Tuple2<Long, Double>> atSnapshot = Map.of();
    KeyedSnapshot snapshot = backend.snapshot();
    SplittableRandom random = new SplittableRandom(7);
    for (int step = 0; step < 200_000; step++) {
      if (step == 120_000) {
        snapshot.close();
        snapshot = backend.snapshot();
        atSnapshot = new HashMap<>(expected);
      }
      long key = random.nextLong(2000) - 1000;
      Long namespace = random.nextLong(5);
      Tuple2<Long, Long> at = new Tuple2<>(key, namespace);
      backend.setCurrentKey(new Tuple1<>(key));
      ValueState<Tuple2<Long, Double>> value = values.of(namespace);
      assertEquals(expected.get(at), value.value());
      if (random.nextInt(step < 100_000 ? 3 : 2) == 0) {
        value.clear();
        expected.remove(at);
      } else {
        Tuple2<Long, Double> changed = new Tuple2<>(random.nextLong(), random.nextDouble());
        value.update(changed);
        expected.put(at, changed);
        assertEquals(changed, value.value());
      }
    }
    assertEquals(expected.size(), backend.size("value"));

    HeapKeyedStateBackend<Tuple1<Long>> again = restored(snapshot, KEYS);
    assertEquals(atSnapshot.size(), again.size("value"));
    var values2 = state(again);
    for (var entry : atSnapshot.entrySet()) {
      again.setCurrentKey(new Tuple1<>(entry.getKey().f0));
      assertEquals(entry.getValue(), values2.of(entry.getKey().f1).value());
    }
  }

  @Test
  void shouldKeepObjectsFromTheFirstValueWithoutAFormOfWords() throws Exception {
    HeapKeyedStateBackend<Tuple1<Long>> backend = backend(KEYS);
    var values = state(backend);
    for (long key = 0; key < 100; key++) {
      backend.setCurrentKey(new Tuple1<>(key));
      values.of(1L).update(new Tuple2<>(key, 0.5));
    }
    backend.setCurrentKey(new Tuple1<>(7L));
    values.of(2L).update(new Tuple2<>(null, 1.0));

    assertEquals(101, backend.size("value"));
    assertEquals(new Tuple2<>(null, 1.0), values.of(2L).value());
    for (long key = 0; key < 100; key++) {
      backend.setCurrentKey(new Tuple1<>(key));
      assertEquals(new Tuple2<>(key, 0.5), values.of(1L).value());
    }
    backend.setCurrentKey(new Tuple1<>(null));
    assertNull(values.of(1L).value());
    values.of(1L).update(new Tuple2<>(1L, 1.0));
    assertNotNull(values.of(1L).value());
  }

  @Test
  void shouldKeepNumbersOfAllKinds() throws Exception {
    TypeSerializer<Tuple8<Long, Integer, Short, Byte, Character, Boolean, Double, Float>> type =
        tuple(
            LongSerializer.INSTANCE,
            IntSerializer.INSTANCE,
            ShortSerializer.INSTANCE,
            ByteSerializer.INSTANCE,
            CharSerializer.INSTANCE,
            BooleanSerializer.INSTANCE,
            DoubleSerializer.INSTANCE,
            FloatSerializer.INSTANCE);
    HeapKeyedStateBackend<Tuple8<Long, Integer, Short, Byte, Character, Boolean, Double, Float>>
        backend = backend(type);
    var state = backend.getState(new ValueStateDescriptor<>("value", type));
    var least =
        Tuple8.of(
            Long.MIN_VALUE, -1, Short.MIN_VALUE, (byte) -128, '\uffff', true, -0.0, Float.NaN);
    var other =
        Tuple8.of(Long.MIN_VALUE, -1, Short.MIN_VALUE, (byte) -128, '\uffff', true, 0.0, 1f);
    backend.setCurrentKey(least);
    state.update(least);
    backend.setCurrentKey(other);

    assertNull(state.value());

    state.update(other);
    assertEquals(other, state.value());
    backend.setCurrentKey(least);
    assertEquals(least, state.value());
    assertEquals(Double.doubleToLongBits(-0.0), Double.doubleToLongBits(state.value().f6));
  }

  @Test
  void shouldTakeStateBackThatWasKeptAsObjects() throws Exception {
    HeapKeyedStateBackend<String> backend = backend(StringSerializer.INSTANCE);
    var state = backend.getState(new ValueStateDescriptor<>("value", LongSerializer.INSTANCE));
    backend.setCurrentKey("a");
    state.update(5L);
    KeyedSnapshot snapshot = backend.snapshot();
    HeapKeyedStateBackend<String> again = restored(snapshot, StringSerializer.INSTANCE);
    var state2 = again.getState(new ValueStateDescriptor<>("value", LongSerializer.INSTANCE));
    again.setCurrentKey("a");

    assertEquals(5L, state2.value());
  }
}
