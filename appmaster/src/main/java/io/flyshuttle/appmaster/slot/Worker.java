// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.WorkerInfo;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.protocol.wire.WorkerLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A registered worker, as the session sees it. */
public final class Worker {
  private final WorkerInfo info;
  private final WorkerLink link;
  private final List<Slot> slots = new ArrayList<>();
  private final Set<JobID> jobs = new HashSet<>();
  private boolean alive = true;
  private boolean leaving;
  private boolean suspect;
  private long suspectSince;
  private long lastHeard;
  private long lastHeardTime;
  private long idleSince;

  Worker(WorkerInfo info, WorkerLink link) {
    this.info = info;
    this.link = link;
    for (int i = 0; i < info.slots(); i++) {
      slots.add(new Slot(this, i));
    }
  }

  public WorkerInfo info() {
    return info;
  }

  public String id() {
    return info.id();
  }

  public String host() {
    return info.host();
  }

  /** Says something to the worker; a lost one does not hear it. */
  public void send(WorkerMessage message) {
    if (alive) {
      link.send(message);
    }
  }

  /** Whether it is still part of the session. */
  public boolean isAlive() {
    return alive;
  }

  /**
   * Keeps the worker for a job that has tasks or results on it, until {@link SlotPool#jobEnded}.
   */
  public void holdFor(JobID job) {
    jobs.add(job);
  }

  /** Jobs that have tasks or results on the worker. */
  public Set<JobID> jobs() {
    return jobs;
  }

  /** Number of slots that no job has. */
  public int freeSlots() {
    int free = 0;
    for (Slot slot : slots) {
      free += slot.isFree() ? 1 : 0;
    }
    return free;
  }

  /** When it answered last, in milliseconds since 1970. */
  public long lastHeardTimeMillis() {
    return lastHeardTime;
  }

  List<Slot> slots() {
    return slots;
  }

  /** Whether its free slots may be given away. */
  boolean isUsable() {
    return alive && !leaving && !suspect;
  }

  boolean isIdle() {
    return jobs.isEmpty() && freeSlots() == slots.size();
  }

  boolean isLeaving() {
    return leaving;
  }

  void leave() {
    leaving = true;
  }

  void die() {
    alive = false;
  }

  boolean isSuspect() {
    return suspect;
  }

  long suspectSince() {
    return suspectSince;
  }

  void suspect(long now) {
    if (!suspect) {
      suspect = true;
      suspectSince = now;
    }
  }

  void heard(long now, long time) {
    lastHeard = now;
    lastHeardTime = time;
    suspect = false;
  }

  long lastHeard() {
    return lastHeard;
  }

  long idleSince() {
    return idleSince;
  }

  void idleSince(long now) {
    idleSince = now;
  }

  @Override
  public String toString() {
    return id();
  }
}
