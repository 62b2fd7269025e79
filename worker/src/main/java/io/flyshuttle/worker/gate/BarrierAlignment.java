// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.InFlight;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brings together the barriers of all channels of a task. When each channel has delivered one, or
 * has ended, the task's snapshot is due. Exactly once, a channel that has delivered its barrier is
 * held back until then; at least once, it is read on. Barriers that may overtake records do not
 * wait for each other, or not for long: the snapshot is then taken at once, and what the other
 * channels deliver before their barriers is saved with it. A task without inputs, or whose inputs
 * have all ended, is triggered by the JobManager instead.
 *
 * <p>Used by the task's thread.
 */
public final class BarrierAlignment {

  /** Takes the snapshot. */
  public interface Listener {

    /**
     * A snapshot is due. What belongs to the checkpoint has been read, and exactly once nothing
     * else; or what has not been read is saved with it.
     *
     * @param firstNanos {@link System#nanoTime} when its first barrier came
     * @param inFlight takes what the barrier overtakes, and has what it has overtaken in the
     *     inputs; null if it may not overtake
     */
    void onSnapshot(Barrier barrier, long firstNanos, InFlight inFlight) throws Exception;

    /** Has {@link #onTimeout} called by the task's thread, soon after so many milliseconds. */
    void callTimeout(Barrier barrier, long millis);
  }

  /** A checkpoint of which some channels have delivered the barrier. */
  private static final class Pending {
    final Barrier barrier;
    final long firstNanos = System.nanoTime();
    final BitSet delivered = new BitSet();

    Pending(Barrier barrier) {
      this.barrier = barrier;
    }
  }

  /**
   * What barriers are waited for.
   *
   * @param sinceNanos {@link System#nanoTime} when the first one came
   * @param arrived channels that have delivered it, or have ended
   * @param missing the first channel that has not
   */
  public record Waiting(
      long checkpointId, long sinceNanos, int arrived, int channels, int missing) {}

  private final List<InputGate> gates;
  private final boolean exactlyOnce;
  private final long timeoutMillis;
  private final Listener listener;
  private final int channels;
  private final BitSet ended = new BitSet();

  /** By id; exactly once there is at most one. */
  private final TreeMap<Long, Pending> pending = new TreeMap<>();

  /** Triggers of the JobManager that wait for the end of all inputs. */
  private final TreeMap<Long, Barrier> triggers = new TreeMap<>();

  /** Aborted checkpoints whose barriers may still come. */
  private final Set<Long> aborted = new HashSet<>();

  /** Barriers that have arrived and may overtake; added by any thread. */
  private final Queue<BarrierMark> arrived = new ConcurrentLinkedQueue<>();

  private long newest = Long.MIN_VALUE;

  /** The newest checkpoint that waits for its timeout. */
  private long timed = Long.MIN_VALUE;

  private boolean stopping;
  private volatile Waiting waiting;

  /**
   * @param gates of the task, in the order in which their channels are numbered
   * @param exactlyOnce whether channels are held back
   * @param timeoutMillis for how long barriers that may overtake records wait for each other
   */
  public BarrierAlignment(
      List<InputGate> gates, boolean exactlyOnce, long timeoutMillis, Listener listener) {
    this.gates = List.copyOf(gates);
    this.exactlyOnce = exactlyOnce;
    this.timeoutMillis = timeoutMillis;
    this.listener = listener;
    this.channels = gates.stream().mapToInt(InputGate::channelCount).sum();
  }

  /**
   * The task starts from a checkpoint: barriers that are in flight in it, of savepoints that were
   * given up, and of no use any more.
   */
  public void startFrom(long checkpointId) {
    newest = checkpointId;
  }

  /** A barrier that may overtake has arrived somewhere. Any thread. */
  public void onArrival(BarrierMark mark) {
    arrived.add(mark);
  }

  /** Looks at the barriers that have arrived; called between two records. */
  public void onArrived() throws Exception {
    for (BarrierMark mark = arrived.poll(); mark != null; mark = arrived.poll()) {
      long id = mark.checkpointId();
      if (id > newest && !aborted.contains(id)) {
        expect(mark);
      }
    }
  }

  /** A barrier is known of: it overtakes now, or later. */
  private void expect(BarrierMark mark) throws Exception {
    if (mark.urgent() || timeoutMillis <= 0) {
      overtake(mark.barrier());
    } else if (mark.checkpointId() > timed) {
      timed = mark.checkpointId();
      listener.callTimeout(mark.barrier(), millisLeft(mark.barrier(), timeoutMillis));
    }
  }

  /**
   * How long a barrier still waits for others: not longer than the timeout, whatever the clocks of
   * two hosts say.
   */
  public static long millisLeft(Barrier barrier, long timeoutMillis) {
    long passed = System.currentTimeMillis() - barrier.timestampMillis();
    return Math.max(0, Math.min(timeoutMillis, timeoutMillis - passed));
  }

  /** The barriers of a checkpoint have waited for each other long enough. */
  public void onTimeout(Barrier barrier) throws Exception {
    overtake(barrier);
  }

  private void overtake(Barrier barrier) throws Exception {
    long id = barrier.checkpointId();
    if (id <= newest || aborted.contains(id) || !pending.isEmpty() && pending.firstKey() > id) {
      return;
    }
    Pending one = pending.get(id);
    InFlight inFlight = new InFlight(true);
    gates.forEach(gate -> gate.save(id, inFlight));
    complete(one == null ? new Pending(barrier) : one, inFlight);
  }

  /** A channel has delivered a barrier that travels beside its elements. */
  void onBarrier(int channel, BarrierMark mark) throws Exception {
    long id = mark.checkpointId();
    if (id > newest && !aborted.contains(id)) {
      expect(mark);
      onBarrier(channel, mark.barrier());
    }
  }

  /** A channel has delivered a barrier. */
  void onBarrier(int channel, Barrier barrier) throws Exception {
    long id = barrier.checkpointId();
    if (id <= newest || aborted.contains(id)) {
      return;
    }
    Pending one = pending.get(id);
    if (one == null) {
      if (exactlyOnce && !pending.isEmpty()) {
        if (pending.firstKey() > id) {
          return;
        }
        // the channel was never held back, so its sender knows already that the other one is void
        pending.clear();
        resume();
      }
      one = new Pending(barrier);
      pending.put(id, one);
    }
    one.delivered.set(channel);
    if (exactlyOnce) {
      block(channel);
    }
    noteWaiting();
    completeIfAligned(one);
  }

  /** All of a channel has been read. */
  void onEnd(int channel) throws Exception {
    ended.set(channel);
    for (Pending one : List.copyOf(pending.values())) {
      completeIfAligned(one);
    }
    completeTriggers();
  }

  /** The JobManager triggers a checkpoint. */
  public void onTrigger(Barrier barrier) throws Exception {
    long id = barrier.checkpointId();
    if (id > newest && !aborted.contains(id)) {
      triggers.put(id, barrier);
      completeTriggers();
    }
  }

  private void completeTriggers() throws Exception {
    while (ended.cardinality() == channels && !triggers.isEmpty()) {
      complete(new Pending(triggers.firstEntry().getValue()), null);
    }
  }

  private void completeIfAligned(Pending one) throws Exception {
    if (one.barrier.checkpointId() <= newest) {
      return;
    }
    BitSet done = (BitSet) one.delivered.clone();
    done.or(ended);
    if (done.cardinality() == channels) {
      complete(one, null);
    }
  }

  /**
   * @param overtaken what was in the inputs; null if the barriers came together
   */
  private void complete(Pending one, InFlight overtaken) throws Exception {
    newest = one.barrier.checkpointId();
    stopping |= one.barrier.kind().stops();
    boolean mayOvertake = exactlyOnce && one.barrier.unaligned();
    listener.onSnapshot(
        one.barrier,
        one.firstNanos,
        overtaken == null && mayOvertake ? new InFlight(false) : overtaken);
    pending.headMap(newest, true).clear();
    triggers.headMap(newest, true).clear();
    aborted.removeIf(id -> id <= newest);
    noteWaiting();
    if (exactlyOnce) {
      resume();
    }
  }

  private void noteWaiting() {
    Pending one = pending.isEmpty() ? null : pending.lastEntry().getValue();
    if (one == null) {
      waiting = null;
      return;
    }
    BitSet done = (BitSet) one.delivered.clone();
    done.or(ended);
    waiting =
        new Waiting(
            one.barrier.checkpointId(),
            one.firstNanos,
            done.cardinality(),
            channels,
            done.nextClearBit(0));
  }

  /** The barriers that are waited for; null if none has come. Any thread. */
  public Waiting waiting() {
    return waiting;
  }

  /** A checkpoint will not complete: nobody waits for its barriers. */
  public void onAborted(long checkpointId) {
    triggers.remove(checkpointId);
    if (checkpointId > newest) {
      aborted.add(checkpointId);
    }
    if (pending.remove(checkpointId) != null && exactlyOnce) {
      resume();
    }
    noteWaiting();
  }

  /** The job goes on after a savepoint that was to stop it. */
  public void goOn() {
    stopping = false;
  }

  /** Whether a savepoint has been taken after which the job stops. */
  boolean isStopping() {
    return stopping;
  }

  /** Whether some channels have delivered a barrier that others have not. */
  public boolean isAligning() {
    return !pending.isEmpty();
  }

  private void block(int channel) {
    int first = 0;
    for (InputGate gate : gates) {
      int count = gate.channelCount();
      if (channel < first + count) {
        gate.block(channel - first);
        return;
      }
      first += count;
    }
  }

  private void resume() {
    for (InputGate gate : gates) {
      gate.resume();
    }
  }

  /** Identifiers of the checkpoints that wait for barriers; for logs. */
  @Override
  public String toString() {
    return Map.of("pending", pending.keySet(), "triggers", triggers.keySet()).toString();
  }
}
