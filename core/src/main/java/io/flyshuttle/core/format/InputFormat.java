// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.option.Configuration;
import java.io.IOException;

/**
 * Turns an input into records. Made and configured in the client, which cuts the input into splits;
 * sent to the workers, where one thread per copy calls {@link #open}, {@link #nextRecord} until
 * {@link #reachedEnd}, {@link #close}, and that for split after split.
 *
 * @param <OT> type of the records
 * @param <T> type of the splits
 */
public interface InputFormat<OT, T extends InputSplit> extends InputSplitSource<T> {

  /** Takes parameters. Called before anything else, in the client and in the worker. */
  void configure(Configuration parameters);

  /**
   * What is known about the input's size; null if nothing is.
   *
   * @param cachedStatistics what this method gave earlier for the same input, or null
   */
  BaseStatistics getStatistics(BaseStatistics cachedStatistics) throws IOException;

  @Override
  T[] createInputSplits(int minNumSplits) throws IOException;

  @Override
  InputSplitAssigner getInputSplitAssigner(T[] inputSplits);

  /** Starts reading a split. */
  void open(T split) throws IOException;

  /** Whether the split is known to be read to its end. */
  boolean reachedEnd() throws IOException;

  /**
   * Reads one record.
   *
   * @param reuse an object that may be filled and returned
   * @return the record; null if there was none to be had by this call, see {@link #reachedEnd}
   */
  OT nextRecord(OT reuse) throws IOException;

  /** Stops reading the split and frees what {@link #open} took. */
  void close() throws IOException;
}
