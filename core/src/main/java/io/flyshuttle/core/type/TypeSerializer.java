// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.io.Serializable;

/**
 * Turns records of one type into bytes and back, and copies them. A serializer may keep scratch
 * state, so one instance is used by one thread; other threads use a {@link #duplicate}.
 *
 * @param <T> the type
 */
public abstract class TypeSerializer<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether no instance can be seen to change: such records are never copied. */
  public abstract boolean isImmutableType();

  /** An equal serializer for another thread; {@code this} if the serializer keeps no state. */
  public abstract TypeSerializer<T> duplicate();

  /**
   * A new, blank instance for {@link #deserialize(Object, DataInputView)}; null if there is none.
   */
  public abstract T createInstance();

  /** A deep copy; {@code from} itself if the type is immutable. */
  public abstract T copy(T from);

  /** A deep copy that may reuse {@code reuse}. */
  public abstract T copy(T from, T reuse);

  /** Length in bytes if each record has the same, else -1. */
  public abstract int getLength();

  public abstract void serialize(T record, DataOutputView target) throws IOException;

  public abstract T deserialize(DataInputView source) throws IOException;

  /** As {@link #deserialize(DataInputView)}, but may fill and return {@code reuse}. */
  public abstract T deserialize(T reuse, DataInputView source) throws IOException;

  /** Copies one serialized record without making an object of it where possible. */
  public abstract void copy(DataInputView source, DataOutputView target) throws IOException;

  @Override
  public abstract boolean equals(Object obj);

  @Override
  public abstract int hashCode();

  /** What must be kept beside written data to tell later whether, and how, it can be read. */
  public abstract TypeSerializerSnapshot<T> snapshotConfiguration();
}
