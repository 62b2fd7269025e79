// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.key.KeyPair;
import io.flyshuttle.operators.sort.ExternalSorter;
import io.flyshuttle.operators.sort.MemoryQuota;
import io.flyshuttle.operators.sort.Records;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Sorts two inputs, then walks over both together, key by key. Used by one thread.
 *
 * <p>The memory is shared half and half. {@link #next} moves to the next key that any side has;
 * {@link #first} and {@link #second} are the records of that key, each to be walked once.
 */
final class SortedSides implements Closeable {
  private final ExternalSorter<Object> firstSorter;
  private final ExternalSorter<Object> secondSorter;
  private final KeyPair<Object, Object> pair;
  private final Side first;
  private final Side second;

  /**
   * @param firstOrder orders the first side by the key, then within keys
   * @param firstKeys compares keys of the first side
   */
  SortedSides(
      OperatorContext context,
      TypeComparator<Object> firstOrder,
      TypeComparator<Object> firstKeys,
      TypeComparator<Object> secondOrder,
      TypeComparator<Object> secondKeys) {
    int half = context.managedMemory().totalSegments() / 2;
    firstSorter =
        new ExternalSorter<>(
            new MemoryQuota(context.managedMemory(), half),
            context.spillDirectories(),
            context.inputSerializer(0),
            firstOrder);
    secondSorter =
        new ExternalSorter<>(
            new MemoryQuota(context.managedMemory(), half),
            context.spillDirectories(),
            context.inputSerializer(1),
            secondOrder);
    pair = new KeyPair<>(firstKeys.duplicate(), secondKeys.duplicate());
    first = new Side(firstKeys.duplicate());
    second = new Side(secondKeys.duplicate());
  }

  void add(int input, Object record) throws IOException {
    (input == 0 ? firstSorter : secondSorter).add(record);
  }

  /** No record follows on either side. */
  void finish() throws IOException {
    first.start(firstSorter.finish());
    second.start(secondSorter.finish());
  }

  /** Moves to the next key; false at the end. What was not read of the last key is skipped. */
  boolean next() throws IOException {
    first.skipRest();
    second.skipRest();
    if (first.next == null && second.next == null) {
      return false;
    }
    int order;
    if (first.next == null || second.next == null) {
      order = first.next == null ? 1 : -1;
    } else {
      pair.setFirst(first.next);
      order = pair.compareTo(second.next);
    }
    if (order <= 0) {
      first.startGroup();
    }
    if (order >= 0) {
      second.startGroup();
    }
    return true;
  }

  /** The first side's records of the key. */
  Iterator<Object> first() {
    return first;
  }

  /** The second side's records of the key. */
  Iterator<Object> second() {
    return second;
  }

  @Override
  public void close() throws IOException {
    try {
      firstSorter.close();
    } finally {
      secondSorter.close();
    }
  }

  /** One side; iterates over the current key's records. */
  private static final class Side implements Iterator<Object> {
    private final TypeComparator<Object> keys;
    private Records<Object> records;
    private Object next;
    private boolean inGroup;

    private Side(TypeComparator<Object> keys) {
      this.keys = keys;
    }

    private void start(Records<Object> newRecords) throws IOException {
      records = newRecords;
      next = records.next();
    }

    private void startGroup() {
      keys.setReference(next);
      inGroup = true;
    }

    private void advance() throws IOException {
      next = records.next();
      inGroup = next != null && keys.equalToReference(next);
    }

    private void skipRest() throws IOException {
      while (inGroup) {
        advance();
      }
    }

    @Override
    public boolean hasNext() {
      return inGroup;
    }

    @Override
    public Object next() {
      if (!inGroup) {
        throw new NoSuchElementException("the key has no more records");
      }
      Object record = next;
      try {
        advance();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return record;
    }
  }
}
