// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

/**
 * First byte of each element of a channel.
 *
 * <pre>
 * RECORD            | tag | record as its serializer writes it ...
 * TIMED_RECORD      | tag | timestamp, 8 bytes | record ...
 * WATERMARK         | tag | timestamp, 8 bytes |
 * IDLE, ACTIVE      | tag |
 * LATENCY           | tag | a LatencyMarker as it writes itself |
 * BARRIER           | tag | a core.checkpoint.Barrier as it writes itself |
 * </pre>
 *
 * <p>The tags are bytes that are rare in records, so that a serializer that reads other bytes than
 * it wrote is found out soon. Numbers are big-endian. The end of a channel is a mark on its last
 * slice.
 */
public final class ElementTag {
  private ElementTag() {}

  /** A record without timestamp. */
  public static final int RECORD = (byte) 0xa1;

  /** A record with its timestamp. */
  public static final int TIMED_RECORD = (byte) 0xa2;

  /** No record at or before the timestamp will follow. */
  public static final int WATERMARK = (byte) 0xa3;

  /** The channel holds up no watermark until {@link #ACTIVE}. */
  public static final int IDLE = (byte) 0xa4;

  /** The channel's watermark counts again; any record or watermark says so too. */
  public static final int ACTIVE = (byte) 0xa5;

  /** What came before belongs to the checkpoint, what comes after does not. */
  public static final int BARRIER = (byte) 0xa6;

  /** When a source was here. */
  public static final int LATENCY = (byte) 0xa7;
}
