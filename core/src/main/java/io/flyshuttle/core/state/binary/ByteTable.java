// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.memory.DataInputDeserializer;
import java.io.IOException;

/**
 * The entries of one state. Keys are compared byte by byte; a key is never the beginning of another
 * one. Used by the task's thread. Arrays that are passed in may be used again afterwards.
 */
public interface ByteTable {

  /** Sees entries; the views are valid until it returns. */
  @FunctionalInterface
  interface Visitor {

    /** Whether to go on. */
    boolean visit(DataInputDeserializer key, DataInputDeserializer value) throws IOException;
  }

  /**
   * Looks a key up. Tables in the order of keys need no hash code.
   *
   * @param hash of the key
   * @param value set to the bytes found; valid until the next call
   * @return whether there is such an entry
   */
  boolean get(int group, int hash, byte[] key, int keyLength, DataInputDeserializer value)
      throws IOException;

  /** Sets the bytes of a key. */
  void put(int group, int hash, byte[] key, int keyLength, byte[] value, int valueLength)
      throws IOException;

  /** Removes a key, if it is there. */
  void remove(int group, int hash, byte[] key, int keyLength) throws IOException;

  /** Adds bytes at the end of those of a key, or sets them. */
  void append(int group, int hash, byte[] key, int keyLength, byte[] more, int length)
      throws IOException;

  /**
   * Visits the entries whose keys begin with {@code prefix}, in the order of their bytes. Entries
   * may be changed and removed meanwhile; changes may or may not be seen.
   */
  void forEachPrefix(int group, byte[] prefix, int prefixLength, Visitor visitor)
      throws IOException;

  /**
   * Visits some entries of a group, in the order of their keys. They may be removed meanwhile.
   *
   * @param after the key behind which to begin; null for the first
   * @param limit how many to visit at most
   * @return the key of the last one visited; null if the group has no more
   */
  byte[] visitSome(int group, byte[] after, int limit, Visitor visitor) throws IOException;

  /** Visits all entries of a group, which must not change meanwhile. */
  void forEach(int group, Visitor visitor) throws IOException;

  /** Whether a group may have entries. */
  boolean mayHave(int group);

  /**
   * So many entries of a group will be put, perhaps in the order in which another store had them.
   * Stores that would suffer from their order make room at once.
   */
  default void expect(int group, int entries) {}
}
