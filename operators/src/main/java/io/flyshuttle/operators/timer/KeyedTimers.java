// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.timer;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.TimerQueue;
import io.flyshuttle.core.type.TypeSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of one operator. A timer is set for the current key and a namespace, and rings with
 * that key as the current one; setting it twice rings once. In a program that runs as a batch both
 * times stand still until all input has been read: then all timers ring, those of event time first.
 * Used by the operator's thread.
 *
 * @param <K> type of the keys
 * @param <N> type of the namespaces
 */
public final class KeyedTimers<K, N> {
  private static final Logger LOG = LoggerFactory.getLogger(KeyedTimers.class);

  /**
   * Takes what rings. The timer's key is the current one.
   *
   * @param <K> type of the keys
   * @param <N> type of the namespaces
   */
  public interface Target<K, N> {

    /** The watermark has reached {@code time}. */
    void onEventTime(long time, K key, N namespace) throws Exception;

    /** The clock has passed {@code time}. */
    void onProcessingTime(long time, K key, N namespace) throws Exception;
  }

  private final ProcessingTimeService clock;
  private final KeyedStateBackend<K> keyed;
  private final TimerQueue<K, N> eventTime;
  private final TimerQueue<K, N> processingTime;
  private final Target<K, N> target;
  private final String operator;
  private final boolean batch;
  private final ProcessingTimeService.Alarm patience;
  private boolean hasSaidWhatIsIgnored;
  private ProcessingTimeService.Alarm alarm;
  private long alarmTime = Long.MAX_VALUE;
  private long watermark = Long.MIN_VALUE;

  /** Timers of an operator that is being opened; restored ones are in place. */
  public KeyedTimers(
      OperatorContext context,
      KeyedStateBackend<K> keyed,
      TypeSerializer<N> namespaceSerializer,
      Target<K, N> target) {
    this("", context, keyed, namespaceSerializer, target);
  }

  /**
   * As above, of an operator with several kinds of timers.
   *
   * @param name of these timers in checkpoints
   */
  public KeyedTimers(
      String name,
      OperatorContext context,
      KeyedStateBackend<K> keyed,
      TypeSerializer<N> namespaceSerializer,
      Target<K, N> target) {
    String prefix = name.isEmpty() ? "" : name + "/";
    this.clock = context.processingTime();
    this.keyed = keyed;
    this.eventTime = keyed.getTimerQueue(prefix + "event-time-timers", namespaceSerializer);
    this.processingTime =
        keyed.getTimerQueue(prefix + "processing-time-timers", namespaceSerializer);
    this.target = target;
    this.watermark = context.currentWatermark();
    this.operator = context.runtimeContext().getTaskInfo().getTaskNameWithSubtasks();
    this.batch = context.runtimeContext().getExecutionConfig().runsAsBatch();
    long patienceMillis = context.runtimeContext().getExecutionConfig().getWatermarkPatience();
    this.patience =
        clock.schedule(
            clock.currentTimeMillis() + patienceMillis, now -> lookForWatermark(patienceMillis));
    setAlarm();
  }

  private void lookForWatermark(long patienceMillis) {
    if (!batch && watermark == Long.MIN_VALUE && !eventTime.isEmpty()) {
      LOG.warn(
          "{} has windows or timers in event time, but no watermark has come for {} ms, so none of"
              + " them fires: give the source, or the stream behind it, a WatermarkStrategy that"
              + " makes watermarks, and declare inputs without records idle with withIdleness",
          operator,
          patienceMillis);
    }
  }

  /** The watermark up to which timers have rung, {@link Long#MIN_VALUE} before the first. */
  public long currentWatermark() {
    return watermark;
  }

  /** Milliseconds since 1970. */
  public long currentProcessingTime() {
    return clock.currentTimeMillis();
  }

  /** Rings once the watermark has reached {@code time}. */
  public void registerEventTime(N namespace, long time) {
    eventTime.add(time, keyed.getCurrentKey(), namespace);
  }

  /**
   * As {@link #registerEventTime}, for a timer that the caller knows not to be set: that need not
   * be looked for.
   */
  public void registerNewEventTime(N namespace, long time) {
    eventTime.addNew(time, keyed.getCurrentKey(), namespace);
  }

  /** Takes a timer back that has not rung; harmless if there is none. */
  public void deleteEventTime(N namespace, long time) {
    eventTime.remove(time, keyed.getCurrentKey(), namespace);
  }

  /** Rings once the clock has passed {@code time}. */
  public void registerProcessingTime(N namespace, long time) {
    processingTime.add(time, keyed.getCurrentKey(), namespace);
    if (time < alarmTime) {
      setAlarm();
    }
  }

  /** Takes a timer back that has not rung; harmless if there is none. */
  public void deleteProcessingTime(N namespace, long time) {
    processingTime.remove(time, keyed.getCurrentKey(), namespace);
  }

  /**
   * Whether a timer of the user's that is to be set now is left out: in a batch all timers ring
   * when the input has ended, and what they set could ring without end. Says so in the log, once.
   */
  public boolean isTooLateForUsers() {
    if (!batch || watermark != Long.MAX_VALUE) {
      return false;
    }
    if (!hasSaidWhatIsIgnored) {
      hasSaidWhatIsIgnored = true;
      LOG.warn(
          "{} sets timers when all its input has been read; in a batch these do not ring: run it as"
              + " a stream, by execution.runtime-mode, if they have to",
          operator);
    }
    return true;
  }

  /** Rings what the watermark has reached, earliest first; also what is set meanwhile. */
  public void advanceWatermark(long newWatermark) throws Exception {
    watermark = newWatermark;
    while (!eventTime.isEmpty() && eventTime.nextTime() <= newWatermark) {
      TimerQueue.Timer<K, N> timer = eventTime.poll();
      keyed.setCurrentKey(timer.key());
      target.onEventTime(timer.time(), timer.key(), timer.namespace());
    }
    if (batch && newWatermark == Long.MAX_VALUE) {
      ringUpTo(Long.MAX_VALUE);
    }
  }

  private void onAlarm(long due) throws Exception {
    alarm = null;
    alarmTime = Long.MAX_VALUE;
    ringUpTo(clock.currentTimeMillis() - 1);
    setAlarm();
  }

  private void ringUpTo(long last) throws Exception {
    while (!processingTime.isEmpty() && processingTime.nextTime() <= last) {
      TimerQueue.Timer<K, N> timer = processingTime.poll();
      keyed.setCurrentKey(timer.key());
      target.onProcessingTime(timer.time(), timer.key(), timer.namespace());
    }
  }

  private void setAlarm() {
    if (batch || processingTime.isEmpty()) {
      return;
    }
    long next = processingTime.nextTime();
    if (next < alarmTime) {
      if (alarm != null) {
        alarm.cancel();
      }
      alarmTime = next;
      // a millisecond later: what still happens at that time is then done
      alarm = clock.schedule(next + 1, this::onAlarm);
    }
  }

  /** Calls off the alarm; the timers themselves stay where they are. */
  public void close() {
    patience.cancel();
    if (alarm != null) {
      alarm.cancel();
    }
  }
}
