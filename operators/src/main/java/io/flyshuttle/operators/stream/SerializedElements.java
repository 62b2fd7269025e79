// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Elements that travel with the program in the form their own serializer gives them, because their
 * classes need not be {@link java.io.Serializable}. The first subtask emits them all.
 *
 * @param <T> type of the elements
 */
public final class SerializedElements<T> implements IteratorSource.IteratorMaker<T> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<T> serializer;
  private final int count;
  private final byte[] bytes;

  private SerializedElements(TypeSerializer<T> serializer, int count, byte[] bytes) {
    this.serializer = serializer;
    this.count = count;
    this.bytes = bytes;
  }

  /** A source of the elements. */
  public static <T> OperatorFactory factory(
      Collection<? extends T> elements, TypeSerializer<T> serializer) {
    DataOutputSerializer out = new DataOutputSerializer(256);
    try {
      for (T element : elements) {
        serializer.serialize(element, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an element of the collection cannot be serialized", e);
    }
    return IteratorSource.factory(
        new SerializedElements<>(serializer, elements.size(), out.getCopyOfBuffer()));
  }

  @Override
  public Iterator<T> make(int subtask, int subtasks) {
    int size = subtask == 0 ? count : 0;
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new Iterator<>() {
      private int done;

      @Override
      public boolean hasNext() {
        return done < size;
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        done++;
        try {
          return serializer.deserialize(in);
        } catch (IOException e) {
          throw new UncheckedIOException("an element of the collection cannot be read", e);
        }
      }
    };
  }
}
