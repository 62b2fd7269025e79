// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.source;

import io.flyshuttle.core.function.Function;
import java.io.Serializable;

/**
 * A source that runs its own loop and may block in it. The loop holds the checkpoint lock while it
 * emits a record and changes its own state, so that a checkpoint sees both or neither:
 *
 * <pre>{@code
 * while (running) {
 *   synchronized (context.getCheckpointLock()) {
 *     context.collect(next);
 *     position++;
 *   }
 * }
 * }</pre>
 *
 * @param <T> type of the records
 */
public interface SourceFunction<T> extends Function, Serializable {

  /**
   * Emits records until the data ends or {@link #cancel} is called. Runs on a thread of its own.
   */
  void run(SourceContext<T> ctx) throws Exception;

  /** Makes {@link #run} return soon; called by another thread. */
  void cancel();

  /**
   * Where a source emits.
   *
   * @param <T> type of the records
   */
  interface SourceContext<T> {

    /** Emits a record without a timestamp of its own. */
    void collect(T element);

    /** Emits a record with its event time in milliseconds since 1970. */
    void collectWithTimestamp(T element, long timestamp);

    /** Says that no record with this timestamp or an older one follows. */
    void emitWatermark(Watermark mark);

    /** Says that nothing will be emitted for a while; the next record or watermark ends that. */
    void markAsTemporarilyIdle();

    /** The lock to hold while records are emitted and the source's own state is changed. */
    Object getCheckpointLock();

    /** Called by the engine when the source ended. */
    void close();
  }
}
