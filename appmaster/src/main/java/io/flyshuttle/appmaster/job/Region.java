// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.slot.Slot;
import io.flyshuttle.appmaster.slot.SlotRequest;
import java.util.List;

/** State of a pipelined region: what is scheduled and restarted at once. */
final class Region {

  /**
   * Where a region stands.
   *
   * <pre>
   * WAITING → REQUESTED → GRANTED → DEPLOYED → FINISHED
   *    ↑          └──────────┴──────────┴─────────┤
   *    └──────────────── STOPPING ←───────────────┘
   * </pre>
   */
  enum State {
    /** Its blocking inputs are not complete. */
    WAITING,
    /** Has asked for its slots. */
    REQUESTED,
    /** Has its slots, waits for the job's global hooks. */
    GRANTED,
    /** Its tasks were sent to workers. */
    DEPLOYED,
    /** All its tasks have finished. */
    FINISHED,
    /** Its tasks are being stopped, for a restart or for good. */
    STOPPING
  }

  private final int id;
  private State state = State.WAITING;
  private SlotRequest request;
  private List<Slot> slots = List.of();
  private boolean outputReleased;

  Region(int id) {
    this.id = id;
  }

  int id() {
    return id;
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  SlotRequest request() {
    return request;
  }

  void request(SlotRequest made) {
    request = made;
  }

  List<Slot> slots() {
    return slots;
  }

  void slots(List<Slot> granted) {
    slots = granted;
  }

  /** Whether its blocking results were given up because all readers had finished. */
  boolean isOutputReleased() {
    return outputReleased;
  }

  void outputReleased(boolean released) {
    outputReleased = released;
  }
}
