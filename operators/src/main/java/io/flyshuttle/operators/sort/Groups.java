// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.function.TraversableOnceException;
import io.flyshuttle.core.type.TypeComparator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Sorted records cut into groups of equal keys. Used by one thread.
 *
 * @param <T> type of the records
 */
public final class Groups<T> {
  private final Records<T> records;
  private final TypeComparator<T> keys;
  private T next;
  private boolean started;
  private Group group;

  /**
   * @param records sorted at least by the key
   * @param keys compares keys; belongs to this object alone
   */
  public Groups(Records<T> records, TypeComparator<T> keys) {
    this.records = records;
    this.keys = keys;
  }

  /**
   * The records of the next group, which can be walked once; null if there is none. What was not
   * read of the group before is skipped.
   */
  public Iterable<T> nextGroup() throws IOException {
    if (!started) {
      started = true;
      next = records.next();
    } else if (group != null) {
      group.skipRest();
    }
    if (next == null) {
      group = null;
      return null;
    }
    keys.setReference(next);
    group = new Group();
    return group;
  }

  private final class Group implements Iterable<T>, Iterator<T> {
    private boolean handedOut;
    private boolean more = true;

    @Override
    public Iterator<T> iterator() {
      if (handedOut) {
        throw new TraversableOnceException();
      }
      handedOut = true;
      return this;
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public T next() {
      if (!more) {
        throw new NoSuchElementException("the group has no more records");
      }
      T record = next;
      try {
        advance();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return record;
    }

    private void advance() throws IOException {
      next = records.next();
      more = next != null && keys.equalToReference(next);
    }

    private void skipRest() throws IOException {
      while (more) {
        advance();
      }
    }
  }
}
