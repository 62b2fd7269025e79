// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/**
 * Where an operator's records go. Used only by the thread that runs the operator. Calls may block
 * while the receiver is slow, and throw the failure of an operator further down the chain.
 *
 * @param <T> type of the records
 */
public interface Output<T> {

  /**
   * Hands on a record. The receiver sees it before the call returns or gets a copy or bytes, so the
   * caller may reuse the object only as its {@link OperatorCode} declares.
   */
  void emit(T record, long timestamp);

  /** Hands on a record by the side output with the given id; dropped if nobody reads it. */
  <X> void emitSide(String outputId, X record, long timestamp);

  /** Whether anybody reads the side output with the given id. */
  boolean hasSide(String outputId);

  /**
   * Hands on a watermark from an operator that makes watermarks itself, at a source or in the
   * stream; all others return it from {@link Operator#onWatermark}.
   */
  void emitWatermark(long watermark);

  /** Says that this operator will emit nothing for a while: its watermark then holds up nobody. */
  void setIdle(boolean idle);
}
