// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import io.flyshuttle.core.metric.SplitEnumeratorMetricGroup;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * What an enumerator may use of its task. Used by the task's thread, except where a method says
 * otherwise.
 *
 * @param <SplitT> type of the splits
 */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {

  SplitEnumeratorMetricGroup metricGroup();

  /** Sends a reader a message. */
  void sendEventToSourceReader(int subtaskId, SourceEvent event);

  /** Sends one attempt of a reader a message; there is one attempt at a time. */
  default void sendEventToSourceReader(int subtaskId, int attemptNumber, SourceEvent event) {
    sendEventToSourceReader(subtaskId, event);
  }

  /** Number of readers. */
  int currentParallelism();

  /** Readers that have said that they are there, by index. */
  Map<Integer, ReaderInfo> registeredReaders();

  /** As above, by number of the attempt. */
  default Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    Map<Integer, Map<Integer, ReaderInfo>> attempts = new HashMap<>();
    registeredReaders().forEach((subtask, reader) -> attempts.put(subtask, Map.of(0, reader)));
    return attempts;
  }

  /** Gives readers splits. */
  void assignSplits(SplitsAssignment<SplitT> newSplitAssignments);

  /** Gives a reader a split. */
  default void assignSplit(SplitT split, int subtask) {
    assignSplits(new SplitsAssignment<>(split, subtask));
  }

  /** Tells a reader that no more splits will come. */
  void signalNoMoreSplits(int subtask);

  /**
   * Runs what may wait on a thread beside, then {@code handler} on the task's thread, with the
   * result or the failure. What is run beside must not touch the enumerator's fields.
   */
  <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler);

  /** As above, again and again. */
  <T> void callAsync(
      Callable<T> callable,
      BiConsumer<T, Throwable> handler,
      long initialDelayMillis,
      long periodMillis);

  /** Runs on the task's thread, soon. Callable on any thread. */
  void runInCoordinatorThread(Runnable runnable);

  /** Says whether the source still works off what had gathered before it started. A hint. */
  default void setIsProcessingBacklog(boolean isProcessingBacklog) {}
}
