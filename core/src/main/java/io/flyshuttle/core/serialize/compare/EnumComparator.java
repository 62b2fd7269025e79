// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.serialize.basic.EnumSerializer;
import java.io.IOException;

/**
 * Orders the constants of an enum as they are declared. The hash code comes from the name, because
 * that of the object differs between processes.
 *
 * @param <E> the enum
 */
public final class EnumComparator<E extends Enum<E>> extends BasicTypeComparator<E> {
  private static final long serialVersionUID = 1L;

  private final EnumSerializer<E> serializer;

  public EnumComparator(boolean ascending, EnumSerializer<E> serializer) {
    super(ascending, Integer.BYTES);
    this.serializer = serializer;
  }

  @Override
  public int hash(E record) {
    return record.name().hashCode();
  }

  @Override
  long normalizedKey(E record) {
    return (long) record.ordinal() << 32;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return serializer.deserialize(first).compareTo(serializer.deserialize(second));
  }

  @Override
  public EnumComparator<E> duplicate() {
    return new EnumComparator<>(ascendingComparison, serializer);
  }
}
