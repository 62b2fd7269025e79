// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.kryo.KryoSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.typeinfo.Types;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store does with state whose type has changed between two releases of a program. */
public abstract class StateEvolutionContract {
  private static final KeyGroupRange GROUPS = new KeyGroupRange(0, 4);

  /** A new, empty store of keys of four groups. */
  protected abstract <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys, KeyGroupRange keyGroups);

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }

  /** Saves one value under a key in the canonical form and restores it into another store. */
  private <K> KeyedStateBackend<K> saved(
      TypeSerializer<K> keys,
      K key,
      TypeSerializer<Object> values,
      Object value,
      ClassLoader loader)
      throws Exception {
    return saved(keys, key, values, value, keys, loader);
  }

  private <K> KeyedStateBackend<K> saved(
      TypeSerializer<?> oldKeys,
      Object key,
      TypeSerializer<Object> values,
      Object value,
      TypeSerializer<K> newKeys,
      ClassLoader loader)
      throws Exception {
    @SuppressWarnings("unchecked")
    KeyedStateBackend<Object> before = newBackend((TypeSerializer<Object>) oldKeys, GROUPS);
    ValueState<Object> state = before.getState(new ValueStateDescriptor<>("sum", values));
    before.setCurrentKey(key);
    state.update(value);
    KeyedStateBackend<K> after = newBackend(newKeys, GROUPS);
    transfer(before, after, loader);
    before.close();
    return after;
  }

  private static void transfer(
      KeyedStateBackend<?> before, KeyedStateBackend<?> after, ClassLoader loader)
      throws Exception {
    try (KeyedSnapshot snapshot = before.snapshot()) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      snapshot.writeHeader(out);
      KeyedRestore restore =
          after.restore(new DataInputDeserializer(out.getCopyOfBuffer()), loader);
      for (int group = GROUPS.start(); group < GROUPS.end(); group++) {
        out.clear();
        snapshot.writeKeyGroup(group, out);
        restore.readKeyGroup(group, new DataInputDeserializer(out.getCopyOfBuffer()));
      }
    }
  }

  private static Object read(KeyedStateBackend<String> backend, TypeSerializer<Object> values)
      throws Exception {
    ValueState<Object> state = backend.getState(new ValueStateDescriptor<>("sum", values));
    backend.setCurrentKey("key");
    return state.value();
  }

  private Object evolved(String before, String after, Function<Class<Object>, Object> value)
      throws Exception {
    CompiledClasses old = CompiledClasses.of("Sum", before);
    CompiledClasses now = CompiledClasses.of("Sum", after);
    try (KeyedStateBackend<String> backend =
        saved(
            StringSerializer.INSTANCE,
            "key",
            serializer(old.type("Sum")),
            value.apply(old.type("Sum")),
            now)) {
      Object read = read(backend, serializer(now.type("Sum")));
      // and once more, in the new form
      try (KeyedStateBackend<String> again = newBackend(StringSerializer.INSTANCE, GROUPS)) {
        transfer(backend, again, now);
        assertEquals(read.toString(), read(again, serializer(now.type("Sum"))).toString());
      }
      return read;
    }
  }

  private static Object pojo(Class<?> type, Object... namesAndValues) {
    try {
      Object made = type.getConstructor().newInstance();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        CompiledClasses.set(made, (String) namesAndValues[i], namesAndValues[i + 1]);
      }
      return made;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sum(String fields, String shown) {
    return "public class Sum { "
        + fields
        + " public Sum() {} public String toString() { return \"\" + "
        + shown
        + "; } }";
  }

  @Test
  void shouldReadPojoWithAFieldMore() throws Exception {
    assertEquals(
        "7 null 5",
        evolved(
                sum("public int count;", "count"),
                sum(
                    "public String name; public int count; public long extra = 5;",
                    "count + \" \" + name + \" \" + extra"),
                type -> pojo(type, "count", 7))
            .toString());
  }

  @Test
  void shouldReadPojoWithAFieldLess() throws Exception {
    assertEquals(
        "7",
        evolved(
                sum("public String name; public int count; public double d;", "count"),
                sum("public int count;", "count"),
                type -> pojo(type, "name", "n", "count", 7, "d", 1.5))
            .toString());
  }

  @Test
  void shouldReadPojoWithWiderFields() throws Exception {
    assertEquals(
        "7 8.0 9 10.0 null",
        evolved(
                sum(
                    "public int a; public float b; public Short c; public long d; public Integer e;",
                    "a"),
                sum(
                    "public long a; public double b; public Integer c; public Double d;"
                        + " public Long e;",
                    "a + \" \" + b + \" \" + c + \" \" + d + \" \" + e"),
                type -> pojo(type, "a", 7, "b", 8f, "c", (short) 9, "d", 10L))
            .toString());
  }

  @Test
  void shouldReadRecordsWithOtherComponents() throws Exception {
    assertEquals(
        "Sum[added=null, count=7]",
        evolved(
                "public record Sum(int count, String gone) {}",
                "public record Sum(String added, long count) {}",
                type -> {
                  try {
                    return type.getConstructor(int.class, String.class).newInstance(7, "x");
                  } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .toString());
  }

  @Test
  void shouldReadEnumsWithConstantsAddedAndMoved() throws Exception {
    assertEquals(
        "B",
        evolved(
                "public enum Sum { A, B }",
                "public enum Sum { C, B, A }",
                type -> type.getEnumConstants()[1])
            .toString());
  }

  private void assertRefused(FlyshuttleException failure, String... parts) {
    assertEquals(ErrorCode.STATE_NOT_RESTORABLE, failure.code());
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void whenAnEnumConstantIsGoneThenTheReasonNamesStateAndConstant() {
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class,
            () ->
                evolved(
                    "public enum Sum { A, B }",
                    "public enum Sum { A }",
                    type -> type.getEnumConstants()[0]));
    assertRefused(failure, "\"sum\"", "[B]");
  }

  @Test
  void whenAFieldChangedItsTypeThenTheReasonNamesStateAndField() {
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class,
            () ->
                evolved(
                    sum("public int count;", "count"),
                    sum("public String count;", "count"),
                    type -> pojo(type, "count", 7)));
    assertRefused(failure, "\"sum\"", "\"count\"");
    failure =
        assertThrows(
            FlyshuttleException.class,
            () ->
                evolved(
                    sum("public long count;", "count"),
                    sum("public int count;", "count"),
                    type -> pojo(type, "count", 7)));
    assertRefused(failure, "\"sum\"", "\"count\"");
  }

  @Test
  void whenTheClassIsGoneThenTheReasonNamesStateAndClass() throws Exception {
    CompiledClasses old = CompiledClasses.of("Sum", sum("public int count;", "count"));
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class,
            () ->
                saved(
                    StringSerializer.INSTANCE,
                    "key",
                    serializer(old.type("Sum")),
                    pojo(old.type("Sum"), "count", 7),
                    getClass().getClassLoader()));
    assertRefused(failure, "\"sum\"", "class Sum");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void whenATupleHasAnotherArityThenTheReasonSaysSo() throws Exception {
    TypeSerializer<Object> two =
        (TypeSerializer) Types.TUPLE(Types.STRING, Types.LONG).createSerializer(config());
    TypeSerializer<Object> three =
        (TypeSerializer)
            Types.TUPLE(Types.STRING, Types.LONG, Types.LONG).createSerializer(config());
    try (KeyedStateBackend<String> backend =
        saved(
            StringSerializer.INSTANCE,
            "key",
            two,
            io.flyshuttle.core.tuple.Tuple2.of("a", 1L),
            getClass().getClassLoader())) {
      assertRefused(
          assertThrows(FlyshuttleException.class, () -> read(backend, three)),
          "\"sum\"",
          "has 2 fields, now there are 3");
    }
  }

  private static SerializerConfigImpl config() {
    return new SerializerConfigImpl();
  }

  @Test
  void whenTheKindOfStateChangedThenTheReasonSaysSo() throws Exception {
    try (KeyedStateBackend<String> backend =
        saved(
            StringSerializer.INSTANCE,
            "key",
            object(LongSerializer.INSTANCE),
            1L,
            getClass().getClassLoader())) {
      assertRefused(
          assertThrows(
              FlyshuttleException.class,
              () ->
                  backend.getListState(new ListStateDescriptor<>("sum", LongSerializer.INSTANCE))),
          "\"sum\"",
          "VALUE",
          "LIST");
      assertRefused(
          assertThrows(
              FlyshuttleException.class, () -> read(backend, object(StringSerializer.INSTANCE))),
          "\"sum\"",
          "LongSerializer");
    }
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> object(TypeSerializer<?> serializer) {
    return (TypeSerializer<Object>) serializer;
  }

  @Test
  void whenTheClassOfTheKeyChangedThenItIsRefused() {
    CompiledClasses old =
        CompiledClasses.of(
            "Sum", "public record Sum(int a) { public int hashCode() { return a; } }");
    CompiledClasses now =
        CompiledClasses.of(
            "Sum", "public record Sum(int a, int b) { public int hashCode() { return b; } }");
    assertRefused(
        assertThrows(
            FlyshuttleException.class,
            () ->
                saved(
                    serializer(old.type("Sum")),
                    old.type("Sum").getConstructor(int.class).newInstance(5),
                    object(LongSerializer.INSTANCE),
                    1L,
                    serializer(now.type("Sum")),
                    now)),
        "key");
  }

  /** A class that only Kryo can handle. */
  public static final class Opaque {
    final String text;

    Opaque(String text) {
      this.text = text;
    }
  }

  /** Writes the text backwards, to be seen if it is not used. */
  public static final class Backwards extends Serializer<Opaque> {
    @Override
    public void write(Kryo kryo, Output output, Opaque opaque) {
      output.writeString(new StringBuilder(opaque.text).reverse().toString());
    }

    @Override
    public Opaque read(Kryo kryo, Input input, Class<? extends Opaque> type) {
      return new Opaque(new StringBuilder(input.readString()).reverse().toString());
    }
  }

  private String throughKryo(SerializerConfigImpl before, SerializerConfigImpl after)
      throws Exception {
    try (KeyedStateBackend<String> backend =
        saved(
            StringSerializer.INSTANCE,
            "key",
            object(new KryoSerializer<>(Opaque.class, before)),
            new Opaque("text"),
            getClass().getClassLoader())) {
      return ((Opaque) read(backend, object(new KryoSerializer<>(Opaque.class, after)))).text;
    }
  }

  @Test
  void shouldReadWhatKryoWroteWhenRegistrationsCome() throws Exception {
    SerializerConfigImpl registered = config();
    registered.registerKryoType(StringBuilder.class);
    registered.registerKryoType(Opaque.class);
    assertEquals("text", throughKryo(config(), registered));
    SerializerConfigImpl withDefaults = config();
    withDefaults.addDefaultKryoSerializer(Opaque.class, Backwards.class);
    assertEquals("text", throughKryo(withDefaults, withDefaults));
    assertEquals("text", throughKryo(withDefaults, registered));
    assertEquals("text", throughKryo(registered, withDefaults));
  }

  @Test
  void shouldKeepStateThatIsNotAskedForAlthoughItsClassChanged() throws Exception {
    CompiledClasses old =
        CompiledClasses.of("Sum", sum("public int a; public int gone; public String g;", "a"));
    CompiledClasses now = CompiledClasses.of("Sum", sum("public long a;", "a"));
    try (KeyedStateBackend<String> backend =
            saved(
                StringSerializer.INSTANCE,
                "key",
                serializer(old.type("Sum")),
                pojo(old.type("Sum"), "a", 7, "gone", 3, "g", "x"),
                now);
        KeyedStateBackend<String> next = newBackend(StringSerializer.INSTANCE, GROUPS)) {
      transfer(backend, next, now);
      assertEquals("7", read(next, serializer(now.type("Sum"))).toString());
    }
  }
}
