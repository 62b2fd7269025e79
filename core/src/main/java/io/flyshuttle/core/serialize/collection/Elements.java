// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.collection;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.util.Collection;

/**
 * The byte form of a number of elements.
 *
 * <pre>
 *   size * 2 + (1 if there are nulls): variable-length number
 *   per element: [one byte, 1 if it is null: only if there are nulls] [its bytes, unless null]
 * </pre>
 */
final class Elements {
  private Elements() {}

  /** Size and whether elements can be null, as read from the header. */
  static int size(int header) {
    return header >>> 1;
  }

  static boolean hasNulls(int header) {
    return (header & 1) != 0;
  }

  static <E> void write(Collection<E> elements, TypeSerializer<E> serializer, DataOutputView target)
      throws IOException {
    boolean hasNulls = false;
    for (E element : elements) {
      if (element == null) {
        hasNulls = true;
        break;
      }
    }
    VarInt.write(elements.size() << 1 | (hasNulls ? 1 : 0), target);
    for (E element : elements) {
      writeOne(element, hasNulls, serializer, target);
    }
  }

  static <E> void writeOne(
      E element, boolean hasNulls, TypeSerializer<E> serializer, DataOutputView target)
      throws IOException {
    if (hasNulls) {
      target.writeBoolean(element == null);
      if (element == null) {
        return;
      }
    }
    serializer.serialize(element, target);
  }

  static <E> E readOne(boolean hasNulls, TypeSerializer<E> serializer, DataInputView source)
      throws IOException {
    return hasNulls && source.readBoolean() ? null : serializer.deserialize(source);
  }

  static void copyOne(
      boolean hasNulls, TypeSerializer<?> serializer, DataInputView source, DataOutputView target)
      throws IOException {
    if (hasNulls) {
      boolean isNull = source.readBoolean();
      target.writeBoolean(isNull);
      if (isNull) {
        return;
      }
    }
    serializer.copy(source, target);
  }

  static void copy(TypeSerializer<?> serializer, DataInputView source, DataOutputView target)
      throws IOException {
    int header = VarInt.read(source);
    VarInt.write(header, target);
    for (int i = size(header); i > 0; i--) {
      copyOne(hasNulls(header), serializer, source, target);
    }
  }

  static <E> E copyOf(E element, TypeSerializer<E> serializer) {
    return element == null ? null : serializer.copy(element);
  }
}
