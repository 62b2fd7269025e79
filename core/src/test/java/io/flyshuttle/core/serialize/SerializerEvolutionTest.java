// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.kryo.KryoSerializer;
import io.flyshuttle.core.serialize.sample.Cat;
import io.flyshuttle.core.serialize.sample.Dog;
import io.flyshuttle.core.tuple.NullFieldException;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.typeinfo.GenericTypesDisabledException;
import io.flyshuttle.core.typeinfo.Types;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** What happens to data when its types change, and what serializers refuse. */
final class SerializerEvolutionTest {

  /** The class as it was. Its snapshot is given the name of {@link After}. */
  public static class Before {
    public int kept;
    public String removed;
    public long primitiveRemoved;
    public Date moved;
  }

  /** The class as it is. */
  public static class After {
    public String added;
    public int count;
    public int kept;
    public Date moved;
  }

  /** A field of another type. */
  public static class Other {
    public String kept;
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }

  /** The snapshot of a class, written and read under another class's name. */
  private static <T> TypeSerializerSnapshot<T> renamed(Class<?> from, Class<T> to)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(from).snapshotConfiguration().writeSnapshot(out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    in.readUTF();
    DataOutputSerializer changed = new DataOutputSerializer(64);
    changed.writeUTF(to.getName());
    changed.write(in, in.available());
    TypeSerializerSnapshot<T> snapshot = serializer(to).snapshotConfiguration();
    snapshot.readSnapshot(
        1, new DataInputDeserializer(changed.getCopyOfBuffer()), to.getClassLoader());
    return snapshot;
  }

  @Test
  void shouldReadPojoWhoseFieldsWereAddedAndRemoved() throws IOException {
    Before before = new Before();
    before.kept = 7;
    before.removed = "gone";
    before.primitiveRemoved = 5;
    before.moved = new Date(9);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(Before.class).serialize(before, out);
    TypeSerializerSnapshot<After> old = renamed(Before.class, After.class);
    assertTrue(
        serializer(After.class)
            .snapshotConfiguration()
            .resolveSchemaCompatibility(old)
            .isCompatibleAfterMigration());
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    After after = old.restoreSerializer().deserialize(in);
    assertEquals(7, after.kept);
    assertEquals(new Date(9), after.moved);
    assertNull(after.added);
    assertEquals(0, in.available());
  }

  @Test
  void whenFieldChangedItsTypeThenReasonNamesIt() throws IOException {
    TypeSerializerSchemaCompatibility<Other> compatibility =
        serializer(Other.class)
            .snapshotConfiguration()
            .resolveSchemaCompatibility(renamed(Before.class, Other.class));
    assertTrue(compatibility.isIncompatible());
    assertTrue(compatibility.getReason().contains("\"kept\""), compatibility.getReason());
  }

  @Test
  void shouldKeepNumbersOfKryoRegistrations() throws IOException {
    SerializerConfigImpl before = new SerializerConfigImpl();
    before.registerKryoType(Cat.class);
    before.registerKryoType(Dog.class);
    SerializerConfigImpl after = new SerializerConfigImpl();
    after.registerKryoType(Dog.class);
    KryoSerializer<Object> old = new KryoSerializer<>(Object.class, before);
    KryoSerializer<Object> now = new KryoSerializer<>(Object.class, after);
    TypeSerializerSchemaCompatibility<Object> compatibility =
        now.snapshotConfiguration().resolveSchemaCompatibility(old.snapshotConfiguration());
    assertTrue(compatibility.isCompatibleWithReconfiguredSerializer());
    DataOutputSerializer out = new DataOutputSerializer(64);
    old.serialize(Dog.named("rex", 3), out);
    assertEquals(
        Dog.named("rex", 3),
        compatibility
            .getReconfiguredSerializer()
            .deserialize(new DataInputDeserializer(out.getCopyOfBuffer())));
  }

  @Test
  void registeredClassesShouldTakeFewerBytes() throws IOException {
    SerializerConfigImpl registered = new SerializerConfigImpl();
    registered.registerKryoType(Dog.class);
    assertTrue(
        length(new KryoSerializer<>(Object.class, registered), Dog.named("rex", 3))
            < length(
                new KryoSerializer<>(Object.class, new SerializerConfigImpl()),
                Dog.named("rex", 3)));
  }

  private static <T> int length(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.length();
  }

  @Test
  void recordsShouldTakeFewerBytesThanByJavaSerialization() throws IOException {
    Tuple2<String, Integer> record = Tuple2.of("word", 1);
    ByteArrayOutputStream byJava = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(byJava)) {
      out.writeObject(record);
    }
    TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
    int length = length(type.createSerializer(new SerializerConfigImpl()), record);
    assertEquals(9, length);
    assertTrue(length < byJava.size());
  }

  @Test
  void whenSerializersDifferThenDataIsIncompatible() {
    assertTrue(
        new StringSerializer()
            .snapshotConfiguration()
            .resolveSchemaCompatibility(castTo(Types.INT.createSerializer(new ExecutionConfig())))
            .isIncompatible());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> TypeSerializerSnapshot<T> castTo(TypeSerializer<?> serializer) {
    return (TypeSerializerSnapshot) serializer.snapshotConfiguration();
  }

  @Test
  void whenTupleFieldIsNullThenFailureNamesIt() {
    TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
    NullFieldException failure =
        assertThrows(
            NullFieldException.class,
            () ->
                type.createSerializer(new SerializerConfigImpl())
                    .serialize(Tuple2.of(null, null), new DataOutputSerializer(16)));
    assertEquals(1, failure.getFieldPos());
    assertTrue(failure.getMessage().contains("1"), failure.getMessage());
  }

  @Test
  void whenGenericTypesAreDisabledThenFailureNamesTypeAndWayOut() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    GenericTypesDisabledException failure =
        assertThrows(
            GenericTypesDisabledException.class,
            () -> Types.GENERIC(Thread.class).createSerializer(config));
    assertEquals(ErrorCode.TYPE_NOT_EXTRACTABLE, failure.code());
    assertTrue(failure.getMessage().contains("java.lang.Thread"), failure.getMessage());
    assertTrue(failure.getMessage().contains("POJO"), failure.getMessage());
  }
}
