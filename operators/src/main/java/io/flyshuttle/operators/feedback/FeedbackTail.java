// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.feedback;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a loop turns back: sends each record to the head of the same number. It sends a bounded
 * number of records ahead of what the head has handed on; others wait here, on disk if they are
 * many. So it takes every record at once, and no circle of tasks that wait for each other can form.
 *
 * <p>What it keeps at a checkpoint, between the barrier that came straight from the head and the
 * one that went through the loop, is what was on its way back, and is sent again after a restore.
 */
public final class FeedbackTail implements Operator {

  /** Input of the records. */
  public static final int RECORDS = 0;

  /** Input by which the head tells how much it has handed on, and over which records go back. */
  public static final int HEAD = 1;

  /** Records that are sent before the head has handed on the first of them. */
  static final int AHEAD = 1024;

  private static final int BLOCK_BYTES = 1 << 20;

  private static final ListStateDescriptor<byte[]> STATE =
      new ListStateDescriptor<>("on-the-way-back", BytePrimitiveArraySerializer.INSTANCE);

  private final int number;
  private final ArrayDeque<byte[]> sent = new ArrayDeque<>();
  private FeedbackQueue waiting;
  private OperatorContext context;
  private TypeSerializer<Object> serializer;
  private ListState<byte[]> state;
  private long handedOn;

  private FeedbackTail(int number) {
    this.number = number;
  }

  /**
   * A factory for the plan.
   *
   * @param number of the tail among those of its head
   */
  public static OperatorFactory factory(int number) {
    return () -> new FeedbackTail(number);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    serializer = context.inputSerializer(RECORDS);
    waiting = new FeedbackQueue(context.spillDirectories(), BLOCK_BYTES);
    state = context.operatorState().getListState(STATE);
    for (byte[] message : state.get()) {
      waiting.add(message);
    }
    if (!waiting.isEmpty()) {
      // when the channels are open
      context.mailbox().execute("records on their way back", this::send);
    }
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (input == RECORDS) {
      waiting.add(Feedback.write(number, timestamp, record, serializer));
      send();
      return;
    }
    long[] word = (long[]) record;
    if (word[0] == number) {
      while (handedOn < word[1] && sent.poll() != null) {
        handedOn++;
      }
      send();
    }
  }

  private void send() throws IOException {
    while (sent.size() < AHEAD) {
      byte[] message = waiting.poll();
      if (message == null) {
        return;
      }
      sent.add(message);
      context.reply(HEAD, message);
    }
  }

  /** No watermark leaves a tail. */
  @Override
  public long onWatermark(long watermark) {
    return Long.MIN_VALUE;
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    List<byte[]> onTheWay = new ArrayList<>(sent);
    waiting.forEach(onTheWay::add);
    state.update(onTheWay);
  }

  @Override
  public void close() throws IOException {
    if (waiting != null) {
      waiting.close();
    }
  }
}
