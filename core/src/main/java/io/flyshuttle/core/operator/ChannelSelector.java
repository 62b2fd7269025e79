// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import java.io.Serializable;

/**
 * Chooses the channel of a record that leaves a task. Travels with the job by Java serialization;
 * one instance serves one subtask, by one thread.
 *
 * @param <T> type of the records
 */
public interface ChannelSelector<T> extends Serializable {

  /** Answer of {@link #select}: the record goes to every channel. */
  int ALL_CHANNELS = -1;

  /**
   * Called once before the first record.
   *
   * @param channels how many channels there are
   * @param subtask index of the sending subtask
   * @param maxParallelism number of key groups of the receiver
   */
  void setup(int channels, int subtask, int maxParallelism);

  /** Whether records are few and urgent: each is sent at once, whatever the buffer timeout. */
  default boolean isUrgent() {
    return false;
  }

  /** Who gets records in flight when the number of senders or receivers has changed. */
  enum Redistribution {
    /** As {@link #selectAgain} says, which looks at nothing but the record. */
    BY_RECORD,
    /** Any receiver may get a record. */
    ANY,
    /** Each receiver gets all records that one of the former receivers had not read. */
    ALL
  }

  /** Answer of {@link #selectAgain}: the record is of no use any more. */
  int NOBODY = -2;

  /** How records in flight are dealt out anew. */
  default Redistribution redistribution() {
    return Redistribution.BY_RECORD;
  }

  /**
   * The receiver of a record that was in flight before the number of senders or receivers changed,
   * or {@link #NOBODY}. Asked in each receiver, and only if {@link #redistribution} is BY_RECORD.
   */
  default int selectAgain(T record) {
    return select(record);
  }

  /** A channel from 0 to channels - 1, or {@link #ALL_CHANNELS}. */
  int select(T record);
}
