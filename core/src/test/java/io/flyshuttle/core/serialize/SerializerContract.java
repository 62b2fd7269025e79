// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.function.Executable;

/** What every serializer has to keep, whatever its type. */
public final class SerializerContract<T> {
  /** Enough for serializers that generate code to have done so. */
  private static final int MANY = 5_000;

  private final TypeSerializer<T> serializer;
  private final List<T> values;

  private SerializerContract(TypeSerializer<T> serializer, List<T> values) {
    this.serializer = serializer;
    this.values = values;
  }

  /** All tests of the contract for one serializer. */
  @SafeVarargs
  public static <T> DynamicContainer of(String name, TypeSerializer<T> serializer, T... values) {
    SerializerContract<T> contract = new SerializerContract<>(serializer, Arrays.asList(values));
    return dynamicContainer(
        name,
        Stream.of(
            dynamicTest("shouldReadWhatItWrote", contract::roundTrip),
            dynamicTest("shouldReadManyRecordsInARow", contract::manyInARow),
            dynamicTest("shouldReadIntoReusedRecord", contract::reuse),
            dynamicTest("shouldCopyRecords", contract::copy),
            dynamicTest("shouldCopyIntoReusedRecord", contract::copyReuse),
            dynamicTest("shouldCopyBytes", contract::copyBytes),
            dynamicTest("shouldTellLength", contract::length),
            dynamicTest("shouldDuplicate", contract::duplicate),
            dynamicTest("shouldTravelByJavaSerialization", contract::travel),
            dynamicTest("shouldRestoreFromSnapshot", contract::snapshot),
            dynamicTest("shouldMakeInstances", (Executable) serializer::createInstance)));
  }

  private static void assertSameContent(Object expected, Object actual) {
    assertTrue(
        Arrays.deepEquals(new Object[] {expected}, new Object[] {actual}),
        () -> "expected " + text(expected) + " but was " + text(actual));
  }

  private static String text(Object value) {
    return Arrays.deepToString(new Object[] {value});
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private void roundTrip() throws IOException {
    for (T value : values) {
      DataInputDeserializer in = new DataInputDeserializer(bytes(serializer, value));
      assertSameContent(value, serializer.deserialize(in));
      assertEquals(0, in.available(), "all bytes are read");
    }
  }

  private void manyInARow() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    for (int i = 0; i < MANY; i++) {
      serializer.serialize(values.get(i % values.size()), out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    for (int i = 0; i < MANY; i++) {
      assertSameContent(values.get(i % values.size()), serializer.deserialize(in));
    }
    assertEquals(0, in.available());
    for (int i = 0; i < MANY; i++) {
      T value = values.get(i % values.size());
      assertSameContent(value, serializer.copy(value));
    }
  }

  private void reuse() throws IOException {
    T reuse = serializer.createInstance();
    for (T value : values) {
      DataInputDeserializer in = new DataInputDeserializer(bytes(serializer, value));
      T read = serializer.deserialize(reuse, in);
      assertSameContent(value, read);
      reuse = read == null ? serializer.createInstance() : read;
    }
  }

  private void copy() {
    for (T value : values) {
      T copy = serializer.copy(value);
      assertSameContent(value, copy);
      if (serializer.isImmutableType()) {
        assertSame(value, copy);
      } else if (value != null) {
        assertNotSame(value, copy);
      }
    }
  }

  private void copyReuse() {
    for (T value : values) {
      assertSameContent(value, serializer.copy(value, serializer.createInstance()));
    }
  }

  private void copyBytes() throws IOException {
    DataOutputSerializer all = new DataOutputSerializer(16);
    for (T value : values) {
      serializer.serialize(value, all);
    }
    DataInputDeserializer in = new DataInputDeserializer(all.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(16);
    for (int i = 0; i < values.size(); i++) {
      serializer.copy(in, copied);
    }
    assertArrayEquals(all.getCopyOfBuffer(), copied.getCopyOfBuffer());
  }

  private void length() throws IOException {
    int length = serializer.getLength();
    assertFalse(length == 0, "the length is -1 where it is not known, never 0");
    if (length > 0) {
      for (T value : values) {
        assertEquals(length, bytes(serializer, value).length);
      }
    }
  }

  private void duplicate() throws IOException {
    TypeSerializer<T> duplicate = serializer.duplicate();
    assertEquals(serializer, duplicate);
    assertEquals(serializer.hashCode(), duplicate.hashCode());
    for (T value : values) {
      DataInputDeserializer in = new DataInputDeserializer(bytes(duplicate, value));
      assertSameContent(value, serializer.deserialize(in));
    }
  }

  @SuppressWarnings("unchecked")
  private void travel() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(written)) {
      out.writeObject(serializer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
      TypeSerializer<T> arrived = (TypeSerializer<T>) in.readObject();
      assertEquals(serializer, arrived);
      for (T value : values) {
        DataInputDeserializer bytes = new DataInputDeserializer(bytes(serializer, value));
        assertSameContent(value, arrived.deserialize(bytes));
      }
    }
  }

  private void snapshot() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    TypeSerializerSnapshot<T> read =
        TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    assertEquals(0, in.available());
    assertTrue(
        serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs());
    TypeSerializer<T> restored = read.restoreSerializer();
    assertEquals(serializer.getClass(), restored.getClass());
    for (T value : values) {
      DataInputDeserializer bytes = new DataInputDeserializer(bytes(serializer, value));
      assertSameContent(value, restored.deserialize(bytes));
    }
  }
}
