// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.feedback;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Where a loop begins: hands on the records of its input, if it has one, and those that come back.
 * It ends when its input has ended and nothing has come back for a while; records that are on their
 * way back are not counted, so the time must be longer than a round takes.
 *
 * <p>It has no state: tails keep what they have sent until the head says, at the latest before its
 * barrier, how much of it has been handed on. What waits here is bounded by what tails may send
 * ahead ({@link FeedbackTail}).
 */
public final class FeedbackHead implements PullSource {

  /**
   * Side output that tells tails how many of their records have been handed on: number of the tail,
   * count.
   */
  public static final String HANDED_ON = "feedback-handed-on";

  /** Several times in what a tail may send ahead, so that it never waits for a word in vain. */
  static final int RECORDS_BETWEEN_WORDS = FeedbackTail.AHEAD / 4;

  private final long maxWaitMillis;
  private final boolean hasInput;
  private final ArrayDeque<byte[]> cameBack = new ArrayDeque<>();
  private final Map<Integer, Long> handedOn = new TreeMap<>();
  private OperatorContext context;
  private Output<Object> output;
  private TypeSerializer<Object> serializer;
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private ProcessingTimeService.Alarm alarm;
  private boolean ended;
  private long lastMillis;

  private FeedbackHead(long maxWaitMillis, boolean hasInput) {
    this.maxWaitMillis = maxWaitMillis;
    this.hasInput = hasInput;
  }

  /**
   * A factory for the plan.
   *
   * @param maxWaitMillis how long nothing may come back until the loop ends; 0 for ever
   * @param hasInput whether records also come from outside
   */
  public static OperatorFactory factory(long maxWaitMillis, boolean hasInput) {
    return () -> new FeedbackHead(maxWaitMillis, hasInput);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    serializer = context.outputSerializer();
    if (!hasInput) {
      endInput(0);
    }
  }

  @Override
  public void process(int input, Object record, long timestamp) {
    output.emit(record, timestamp);
  }

  /** The end of time comes when the loop has ended. */
  @Override
  public long onWatermark(long watermark) {
    return watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark;
  }

  @Override
  public void onReply(int receiver, byte[] message) throws Exception {
    cameBack.add(message);
    lastMillis = context.processingTime().currentTimeMillis();
    available.complete(null);
  }

  private void tell(int tail, long count) {
    output.emitSide(HANDED_ON, new long[] {tail, count}, NO_TIMESTAMP);
  }

  @Override
  public Status pull(int maxRecords) throws Exception {
    for (int i = 0; i < maxRecords; i++) {
      byte[] next = cameBack.poll();
      if (next == null) {
        if (ended) {
          return Status.END;
        }
        if (available.isDone()) {
          available = new CompletableFuture<>();
        }
        return Status.NOTHING_NOW;
      }
      Feedback.read(next, serializer, output::emit);
      int tail = Feedback.tail(next);
      long count = handedOn.merge(tail, 1L, Long::sum);
      if (count % RECORDS_BETWEEN_WORDS == 0) {
        tell(tail, count);
      }
    }
    return Status.MORE;
  }

  @Override
  public CompletableFuture<?> available() {
    return available;
  }

  @Override
  public void endInput(int input) {
    lastMillis = context.processingTime().currentTimeMillis();
    if (maxWaitMillis > 0) {
      schedule();
    }
  }

  private void schedule() {
    alarm = context.processingTime().schedule(lastMillis + maxWaitMillis, this::onAlarm);
  }

  private void onAlarm(long dueMillis) {
    alarm = null;
    if (cameBack.isEmpty() && dueMillis >= lastMillis + maxWaitMillis) {
      ended = true;
      available.complete(null);
    } else {
      // what has come back is a sign of life until it has been handed on
      lastMillis = cameBack.isEmpty() ? lastMillis : context.processingTime().currentTimeMillis();
      schedule();
    }
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) {
    // goes ahead of the barrier: what tails still keep when it comes has not been handed on
    handedOn.forEach(this::tell);
  }

  @Override
  public void finish() {
    output.emitWatermark(Long.MAX_VALUE);
  }

  @Override
  public void close() {
    if (alarm != null) {
      alarm.cancel();
    }
  }
}
