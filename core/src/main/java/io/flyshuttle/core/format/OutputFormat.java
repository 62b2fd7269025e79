// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.option.Configuration;
import java.io.IOException;
import java.io.Serializable;

/**
 * Turns records into output. Made in the client, sent to the workers; there one thread per copy
 * calls {@link #configure}, {@link #open(InitializationContext)}, {@link #writeRecord} for each
 * record, {@link #close}.
 *
 * @param <IT> type of the records
 */
public interface OutputFormat<IT> extends Serializable {

  /** What an output format is told when it is opened. */
  interface InitializationContext {

    /** How many subtasks write. */
    int getNumTasks();

    /** Which of them this is, from 0. */
    int getTaskNumber();

    /** How often the subtask was started before. */
    int getAttemptNumber();
  }

  /** Takes parameters. Called before anything else. */
  void configure(Configuration parameters);

  /**
   * Starts writing. Formats that do not care about attempts implement this method.
   *
   * @param taskNumber index of the subtask, from 0
   * @param numTasks how many subtasks write
   */
  default void open(int taskNumber, int numTasks) throws IOException {
    throw new UnsupportedOperationException(
        getClass().getName() + " implements neither open(int, int) nor open(context).");
  }

  /** Starts writing. */
  default void open(InitializationContext context) throws IOException {
    open(context.getTaskNumber(), context.getNumTasks());
  }

  /** Writes one record. */
  void writeRecord(IT record) throws IOException;

  /** Writes what is left and frees everything. Called once, after a failure too. */
  void close() throws IOException;
}
