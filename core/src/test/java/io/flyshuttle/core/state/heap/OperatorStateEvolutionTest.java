// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.CompiledClasses;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operator state whose type has changed between two releases of a program. */
final class OperatorStateEvolutionTest {
  private static final String BEFORE =
      "public class Position { public int offset; public Position() {} }";
  private static final String AFTER =
      "public class Position { public String file; public long offset; public Position() {}"
          + " public String toString() { return file + offset; } }";

  private static HeapOperatorStateStore store(ClassLoader loader) {
    return new HeapOperatorStateStore(new ExecutionConfig(), loader);
  }

  private static TypeSerializer<Object> serializer(CompiledClasses classes) {
    return TypeInformation.of(classes.type("Position"))
        .createSerializer(new SerializerConfigImpl());
  }

  private static OperatorStateSnapshot saved() throws Exception {
    CompiledClasses old = CompiledClasses.of("Position", BEFORE);
    Object position = old.type("Position").getConstructor().newInstance();
    CompiledClasses.set(position, "offset", 7);
    HeapOperatorStateStore store = store(old);
    store.getListState(new ListStateDescriptor<>("list", serializer(old))).add(position);
    store.getUnionListState(new ListStateDescriptor<>("union", serializer(old))).add(position);
    store
        .getBroadcastState(
            new MapStateDescriptor<>("rules", StringSerializer.INSTANCE, serializer(old)))
        .put("k", position);
    return store.snapshot();
  }

  private static List<String> texts(Iterable<Object> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.toString()));
    return texts;
  }

  @Test
  void shouldReadStateOfAChangedClass() throws Exception {
    CompiledClasses now = CompiledClasses.of("Position", AFTER);
    HeapOperatorStateStore store = store(now);
    store.restore(saved());
    for (int generation = 0; generation < 2; generation++) {
      var list = new ListStateDescriptor<>("list", serializer(now));
      var union = new ListStateDescriptor<>("union", serializer(now));
      var rules = new MapStateDescriptor<>("rules", StringSerializer.INSTANCE, serializer(now));
      assertEquals(List.of("null7"), texts(store.getListState(list).get()));
      assertEquals(List.of("null7"), texts(store.getUnionListState(union).get()));
      assertEquals("null7", store.getBroadcastState(rules).get("k").toString());
      // and once more, in the new form
      OperatorStateSnapshot again = store.snapshot();
      store = store(now);
      store.restore(again);
    }
  }

  @Test
  void whenTheClassIsGoneOrOfAnotherKindThenTheReasonNamesTheState() throws Exception {
    HeapOperatorStateStore store = store(getClass().getClassLoader());
    store.restore(saved());
    for (String name : List.of("list", "union")) {
      FlyshuttleException failure =
          assertThrows(
              FlyshuttleException.class,
              () -> store.getListState(new ListStateDescriptor<>(name, StringSerializer.INSTANCE)));
      assertEquals(ErrorCode.STATE_NOT_RESTORABLE, failure.code());
      assertTrue(failure.getMessage().contains('"' + name + '"'), failure.getMessage());
      assertEquals(1, failure.getMessage().lines().count());
    }
  }
}
