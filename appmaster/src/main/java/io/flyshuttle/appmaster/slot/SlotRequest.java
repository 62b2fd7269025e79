// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

import io.flyshuttle.appmaster.control.ControlThread.Alarm;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.job.JobID;
import java.util.List;

/** A wish for several slots at once: all of them are granted, or none. */
public final class SlotRequest {

  /** What becomes of a request. Called on the control thread, once, not within the request call. */
  public interface Receiver {
    /** All slots, in the order of the wishes. */
    void granted(List<Slot> slots);

    /** The request is off: the slots did not come in time. */
    void failed(Failure failure);
  }

  /**
   * Where one slot would best be.
   *
   * @param workers ids of preferred workers, best first
   * @param hosts preferred hosts, best first
   */
  public record Wish(List<String> workers, List<String> hosts) {
    /** Anywhere. */
    public static final Wish ANYWHERE = new Wish(List.of(), List.of());
  }

  private final JobID job;
  private final String jobName;
  private final boolean patient;
  private final List<Wish> wishes;
  private final Receiver receiver;
  private final long since;
  private Alarm deadline;

  SlotRequest(
      JobID job,
      String jobName,
      boolean patient,
      List<Wish> wishes,
      Receiver receiver,
      long since) {
    this.job = job;
    this.jobName = jobName;
    this.patient = patient;
    this.wishes = List.copyOf(wishes);
    this.receiver = receiver;
    this.since = since;
  }

  JobID job() {
    return job;
  }

  String jobName() {
    return jobName;
  }

  boolean isPatient() {
    return patient;
  }

  List<Wish> wishes() {
    return wishes;
  }

  Receiver receiver() {
    return receiver;
  }

  long since() {
    return since;
  }

  /** Takes the alarm that rings when the slots have not come in time. */
  void setDeadline(Alarm newDeadline) {
    deadline = newDeadline;
  }

  /** Calls the alarm off: until it rings, it would hold all that the receiver knows. */
  void clearDeadline() {
    deadline.cancel();
  }
}
