// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

/** One record per key once it is flushed. Used by one thread. */
interface ReducingTable {

  /** Takes the records of the table. */
  interface Receiver {
    void take(Object record) throws Exception;
  }

  int size();

  /**
   * Adds a record, which is only lent.
   *
   * @return false, with the table unchanged, if it is full and must be drained first
   */
  boolean add(Object record) throws Exception;

  /**
   * Reduces what was added and is not reduced yet.
   *
   * @return false if the table is full before and must be drained
   */
  boolean flush() throws Exception;

  /** Hands out all records, of some keys perhaps several, and empties the table. */
  void drain(Receiver receiver) throws Exception;

  /** Gives memory back. Idempotent. */
  void close();
}
