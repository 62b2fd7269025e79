// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.slot.SlotRequest.Receiver;
import io.flyshuttle.appmaster.slot.SlotRequest.Wish;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.job.JobID;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All slots of the session. Requests are served in their order; one may pass others only if those
 * could not be met by the session's workers even if all their slots were free.
 */
public final class SlotPool {
  private static final Logger LOG = LoggerFactory.getLogger(SlotPool.class);

  private final ControlThread control;
  private final SlotSettings settings;
  private final SlotChoice choice;
  private final Runnable onChange;
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final List<SlotRequest> waiting = new ArrayList<>();
  private boolean serving;
  private String shortage = "";

  /**
   * Makes an empty pool.
   *
   * @param onChange called after each change of workers, slots or requests
   */
  public SlotPool(ControlThread control, SlotSettings settings, Runnable onChange) {
    this.control = control;
    this.settings = settings;
    this.choice = new SlotChoice(settings.spreadEvenly());
    this.onChange = onChange;
  }

  /**
   * Asks for slots, all at once. The receiver is called later, by the control thread.
   *
   * @param patient whether the request may wait beyond the deadline while its job has other slots,
   *     because those will be free one day
   * @param wishes one per slot
   */
  public SlotRequest request(
      JobID job, String jobName, boolean patient, List<Wish> wishes, Receiver receiver) {
    SlotRequest request =
        new SlotRequest(job, jobName, patient, wishes, receiver, control.elapsedMillis());
    waiting.add(request);
    long most = (long) settings.maxWorkers() * settings.slotsPerWorker();
    if (wishes.size() > most) {
      control.execute(() -> failHopeless(request, most));
    }
    setDeadline(request);
    serveSoon();
    return request;
  }

  /** Takes a request back; one that is not waiting any more is no error. */
  public void cancel(SlotRequest request) {
    if (waiting.remove(request)) {
      request.clearDeadline();
      serveSoon();
    }
  }

  private void setDeadline(SlotRequest request) {
    request.setDeadline(
        control.schedule(settings.requestTimeoutMillis(), () -> checkDeadline(request)));
  }

  /** Gives a slot back. */
  public void release(Slot slot) {
    slot.free();
    noteIdle(slot.worker());
    serveSoon();
  }

  /** The job has ended: workers need not be kept for it. Its slots have been released. */
  public void jobEnded(JobID job) {
    for (Worker worker : workers.values()) {
      if (worker.jobs().remove(job)) {
        noteIdle(worker);
      }
    }
    serveSoon();
  }

  private void noteIdle(Worker worker) {
    if (worker.isIdle()) {
      worker.idleSince(control.elapsedMillis());
    }
  }

  void add(Worker worker) {
    workers.put(worker.id(), worker);
    worker.idleSince(control.elapsedMillis());
    serveSoon();
  }

  void remove(Worker worker) {
    workers.remove(worker.id());
    serveSoon();
  }

  /** The registered worker with this id, or null. */
  public Worker worker(String id) {
    return workers.get(id);
  }

  /** All registered workers, in the order in which they came. */
  public List<Worker> workers() {
    return List.copyOf(workers.values());
  }

  /** Slots of all workers. */
  public int totalSlots() {
    return workers.values().stream().mapToInt(w -> w.slots().size()).sum();
  }

  /** Slots that no job has. */
  public int freeSlots() {
    return workers.values().stream().mapToInt(Worker::freeSlots).sum();
  }

  /** Slots that can be given away now. */
  int usableFreeSlots() {
    return workers.values().stream().filter(Worker::isUsable).mapToInt(Worker::freeSlots).sum();
  }

  /** Slots that requests wait for. */
  public int waitingSlots() {
    return waiting.stream().mapToInt(r -> r.wishes().size()).sum();
  }

  /** Why more workers do not come; empty if nobody said. */
  public void shortage(String reason) {
    shortage = reason;
  }

  /** For people: what a waiting job waits for; null if it does not. */
  public String waitingFor(JobID job) {
    int slots =
        waiting.stream().filter(r -> r.job().equals(job)).mapToInt(r -> r.wishes().size()).sum();
    if (slots == 0) {
      return null;
    }
    return "waits for "
        + count(slots, "slot")
        + "; the session has "
        + describeStock()
        + (shortage.isEmpty() ? "" : "; " + shortage);
  }

  private String describeStock() {
    return totalSlots()
        + " ("
        + count(workers.size(), "worker")
        + "), "
        + usableFreeSlots()
        + " free";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void checkDeadline(SlotRequest request) {
    if (!waiting.contains(request)) {
      return;
    }
    if (request.isPatient() && ownsSlots(request.job())) {
      setDeadline(request);
      return;
    }
    long waited = (control.elapsedMillis() - request.since()) / 1000;
    fail(
        request,
        ErrorCode.NOT_ENOUGH_SLOTS,
        "job \""
            + request.jobName()
            + "\" needs "
            + count(request.wishes().size(), "slot")
            + " at once, the session has "
            + describeStock()
            + "; none came in "
            + waited
            + " s"
            + (shortage.isEmpty() ? "" : " (" + shortage + ")")
            + ": lower the parallelism (-p) or allow more or larger workers");
  }

  private void failHopeless(SlotRequest request, long most) {
    if (waiting.contains(request)) {
      fail(
          request,
          ErrorCode.NOT_ENOUGH_SLOTS,
          "job \""
              + request.jobName()
              + "\" needs "
              + count(request.wishes().size(), "slot")
              + " at once, the session cannot have more than "
              + most
              + ": lower the parallelism (-p) or start a session with more workers or slots");
    }
  }

  private boolean ownsSlots(JobID job) {
    return workers.values().stream()
        .flatMap(w -> w.slots().stream())
        .anyMatch(slot -> slot.isOf(job));
  }

  /** Fails all waiting requests: there is no hope for them. */
  void failWaiting(ErrorCode code, String message) {
    for (SlotRequest request : List.copyOf(waiting)) {
      fail(request, code, message);
    }
  }

  private void fail(SlotRequest request, ErrorCode code, String message) {
    waiting.remove(request);
    request.clearDeadline();
    request.receiver().failed(new Failure(code, message, "", "", control.currentTimeMillis()));
    serveSoon();
  }

  /** Serves in a later step, so that no caller is called back within its own call. */
  void serveSoon() {
    if (!serving) {
      serving = true;
      control.execute(
          () -> {
            serving = false;
            serve();
            onChange.run();
          });
    }
  }

  private void serve() {
    List<Worker> usable = workers.values().stream().filter(Worker::isUsable).toList();
    int total = totalSlots();
    List<Runnable> grants = new ArrayList<>();
    for (Iterator<SlotRequest> requests = waiting.iterator(); requests.hasNext(); ) {
      SlotRequest request = requests.next();
      List<Slot> chosen = choice.choose(request.wishes(), usable);
      if (chosen != null) {
        requests.remove();
        request.clearDeadline();
        for (Slot slot : chosen) {
          slot.take(request.job());
          slot.worker().holdFor(request.job());
        }
        LOG.debug("Slots {} go to job {}", chosen, request.job());
        grants.add(() -> request.receiver().granted(chosen));
      } else if (request.wishes().size() <= total) {
        break;
      }
    }
    grants.forEach(Runnable::run);
  }
}
