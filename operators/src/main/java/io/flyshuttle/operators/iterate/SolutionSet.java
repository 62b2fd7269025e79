// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.ForwardingOperatorContext;
import io.flyshuttle.operators.key.KeyHasher;
import io.flyshuttle.operators.key.KeyPair;

/**
 * The solution set of a delta iteration: one record per key, found by the key of any other type of
 * record. Kept as objects from superstep to superstep. Used by one thread.
 */
final class SolutionSet {
  private final TypeComparator<Object> keys;
  private final TypeSerializer<Object> serializer;
  private final KeyHasher<Object> hasher;
  private int[] hashes = new int[1 << 10];
  private Object[] records = new Object[1 << 10];
  private int size;

  SolutionSet(TypeComparator<Object> keys, TypeSerializer<Object> serializer) {
    this.keys = keys;
    this.serializer = serializer;
    this.hasher = new KeyHasher<>(keys);
  }

  /** The solution set of the loop that an operator runs in. */
  static SolutionSet of(OperatorContext context) {
    OperatorContext found = context;
    while (found instanceof ForwardingOperatorContext forwarding) {
      if (forwarding instanceof LoopContext loop) {
        return loop.solutionSet();
      }
      found = forwarding.context();
    }
    throw new IllegalStateException("the operator does not run inside a delta iteration");
  }

  /** Puts a record in the place of that with the same key; the object then belongs to the set. */
  void put(Object record) {
    int hash = hasher.hash(record);
    keys.setReference(record);
    int mask = records.length - 1;
    int place = hash & mask;
    while (records[place] != null) {
      if (hashes[place] == hash && keys.equalToReference(records[place])) {
        records[place] = record;
        return;
      }
      place = (place + 1) & mask;
    }
    hashes[place] = hash;
    records[place] = record;
    if (++size > records.length / 2) {
      grow();
    }
  }

  private void grow() {
    int[] oldHashes = hashes;
    Object[] oldRecords = records;
    hashes = new int[2 * oldRecords.length];
    records = new Object[2 * oldRecords.length];
    int mask = records.length - 1;
    for (int i = 0; i < oldRecords.length; i++) {
      if (oldRecords[i] != null) {
        int place = oldHashes[i] & mask;
        while (records[place] != null) {
          place = (place + 1) & mask;
        }
        hashes[place] = oldHashes[i];
        records[place] = oldRecords[i];
      }
    }
  }

  /** Looks records up by the key of records of another type. */
  final class Lookup {
    private final KeyHasher<Object> otherHasher;
    private final KeyPair<Object, Object> pair;

    Lookup(TypeComparator<Object> otherKeys) {
      this.otherHasher = new KeyHasher<>(otherKeys.duplicate());
      this.pair = new KeyPair<>(otherKeys.duplicate(), keys.duplicate());
    }

    /** A copy of the record with the same key as {@code other}; null if there is none. */
    Object find(Object other) {
      int hash = otherHasher.hash(other);
      pair.setFirst(other);
      int mask = records.length - 1;
      for (int place = hash & mask; records[place] != null; place = (place + 1) & mask) {
        if (hashes[place] == hash && pair.compareTo(records[place]) == 0) {
          return serializer.copy(records[place]);
        }
      }
      return null;
    }
  }

  /** Takes records. */
  interface Receiver {
    void take(Object record);
  }

  void forEach(Receiver receiver) {
    for (Object record : records) {
      if (record != null) {
        receiver.take(record);
      }
    }
  }

  int size() {
    return size;
  }
}
