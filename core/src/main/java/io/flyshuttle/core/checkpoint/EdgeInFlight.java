// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.graph.OperatorID;
import java.util.List;

/**
 * Records that the barriers of an unaligned checkpoint had overtaken on one edge of the job graph.
 * The edge is named by what it connects, so that it is found again in a graph that has changed
 * elsewhere.
 *
 * @param source the operator that emits
 * @param sideOutput id of the side output that is sent, empty for the main output
 * @param target head of the tasks that read
 * @param input input of the head
 * @param ordinal how many edges of the graph before this one connect the same
 * @param name both ends for people
 * @param producers number of subtasks that send
 * @param consumers number of subtasks that read
 * @param channels those with records
 */
public record EdgeInFlight(
    OperatorID source,
    String sideOutput,
    OperatorID target,
    int input,
    int ordinal,
    String name,
    int producers,
    int consumers,
    List<Channel> channels) {

  /**
   * Records from one subtask to another, in the order in which they were sent: first those that the
   * reader had, then those that the writer still had. An element may begin in the one and end in
   * the other.
   *
   * @param producer subtask that sends
   * @param consumer subtask that reads
   * @param received what had come and was not read; null for nothing
   * @param unsent what the reader had not fetched; null for nothing
   */
  public record Channel(int producer, int consumer, StateBlob received, StateBlob unsent) {

    /** Bytes in all. */
    public long length() {
      return (received == null ? 0 : received.length()) + (unsent == null ? 0 : unsent.length());
    }
  }

  /** Bytes in all. */
  public long length() {
    return channels.stream().mapToLong(Channel::length).sum();
  }
}
