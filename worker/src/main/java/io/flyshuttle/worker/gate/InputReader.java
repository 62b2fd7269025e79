// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.PauseSignal;
import io.flyshuttle.worker.partition.ElementTag;
import io.flyshuttle.worker.partition.LatencyMarker;
import java.io.EOFException;
import java.io.IOException;

/**
 * Reads one input: polls the gate, turns bytes into records and hands all elements on. Used by the
 * task's thread.
 */
public final class InputReader {

  private final InputGate gate;
  private final TypeSerializer<Object> serializer;
  private final ElementReceiver receiver;
  private final WatermarkMerge watermarks;
  private final BarrierAlignment barriers;
  private final int firstChannel;
  private final Object reuse;
  private final PauseSignal pause;
  private InputChannel current;
  private boolean idle;
  private long recordsIn;

  /**
   * @param watermarks merge of all channels of the task
   * @param barriers barriers of all channels of the task
   * @param firstChannel number among the task's channels of the gate's first channel
   * @param reuse whether one object may be filled again and again
   * @param pause ends reading after a record
   */
  public InputReader(
      InputGate gate,
      TypeSerializer<?> serializer,
      ElementReceiver receiver,
      WatermarkMerge watermarks,
      BarrierAlignment barriers,
      int firstChannel,
      boolean reuse,
      PauseSignal pause) {
    this.gate = gate;
    @SuppressWarnings("unchecked")
    TypeSerializer<Object> untyped = (TypeSerializer<Object>) serializer;
    this.serializer = untyped;
    this.receiver = receiver;
    this.watermarks = watermarks;
    this.barriers = barriers;
    this.firstChannel = firstChannel;
    this.pause = pause;
    this.reuse = reuse && !serializer.isImmutableType() ? serializer.createInstance() : null;
  }

  public InputGate gate() {
    return gate;
  }

  /** Records read so far. */
  public long recordsIn() {
    return recordsIn;
  }

  /** Bytes read so far. */
  public long bytesIn() {
    return gate.bytesIn();
  }

  /**
   * Reads from at most one buffer.
   *
   * @param maxRecords most records to read
   * @return whether there was anything to read
   */
  public boolean read(int maxRecords) throws Exception {
    InputChannel channel = current;
    if (channel == null) {
      channel = gate.poll();
      if (channel == null) {
        return false;
      }
      BarrierMark mark = channel.takeMark();
      if (mark != null) {
        barriers.onBarrier(firstChannel + channel.index(), mark);
        gate.passed(channel);
        return true;
      }
      current = channel;
    }
    ElementReader elements = channel.reader();
    int count = 0;
    int input = gate.input();
    TypeSerializer<Object> records = serializer;
    ElementReceiver target = receiver;
    PauseSignal signal = pause;
    try {
      while (count < maxRecords) {
        DataInputDeserializer element = elements.next();
        if (element == null) {
          break;
        }
        int tag = element.readByte();
        if (tag == ElementTag.RECORD) {
          count++;
          target.onRecord(input, deserialize(records, element), Operator.NO_TIMESTAMP);
        } else if (tag == ElementTag.TIMED_RECORD) {
          long timestamp = element.readLong();
          count++;
          target.onRecord(input, deserialize(records, element), timestamp);
        } else {
          onControl(tag, element, channel);
          if (channel.blocked) {
            break;
          }
        }
        if (signal.isRaised()) {
          break;
        }
      }
    } finally {
      recordsIn += count;
    }
    if (elements.isExhausted()) {
      current = null;
      boolean last = elements.slice().last();
      gate.done(channel);
      if (last) {
        onEnd(channel);
      }
    } else if (channel.blocked) {
      current = null;
    }
    return true;
  }

  private void onEnd(InputChannel from) throws Exception {
    int channel = firstChannel + from.index();
    if (from.held() != Long.MIN_VALUE) {
      onWatermark(channel, from.held());
    }
    // behind a savepoint that stops the job nothing may happen that it does not know of
    if (watermarks.onEnd(channel) && !barriers.isStopping()) {
      receiver.onWatermark(watermarks.merged());
    }
    barriers.onEnd(channel);
  }

  private Object deserialize(TypeSerializer<Object> records, DataInputDeserializer element)
      throws IOException {
    try {
      return reuse == null ? records.deserialize(element) : records.deserialize(reuse, element);
    } catch (EOFException e) {
      throw new FlyshuttleException(
          ErrorCode.DATA_CORRUPT,
          "a record cannot be read: "
              + records.getClass().getName()
              + " reads more bytes than it writes",
          e);
    }
  }

  private void onControl(int tag, DataInputDeserializer element, InputChannel from)
      throws Exception {
    int channel = firstChannel + from.index();
    switch (tag) {
      case ElementTag.WATERMARK -> {
        long watermark = element.readLong();
        if (!from.hold(watermark)) {
          onWatermark(channel, watermark);
        }
      }
      case ElementTag.IDLE -> {
        if (watermarks.onIdle(channel)) {
          receiver.onWatermark(watermarks.merged());
        }
        noteIdle();
      }
      case ElementTag.ACTIVE -> {
        watermarks.onActive(channel);
        noteIdle();
      }
      case ElementTag.LATENCY -> receiver.onLatency(LatencyMarker.read(element));
      case ElementTag.BARRIER -> barriers.onBarrier(channel, Barrier.read(element));
      default ->
          throw new FlyshuttleException(
              ErrorCode.DATA_CORRUPT,
              "a record cannot be read: before it, "
                  + serializer.getClass().getName()
                  + " read fewer or more bytes than it writes");
    }
  }

  private void onWatermark(int channel, long watermark) throws Exception {
    boolean rose = watermarks.onWatermark(channel, watermark);
    noteIdle();
    if (rose) {
      receiver.onWatermark(watermarks.merged());
    }
  }

  private void noteIdle() throws Exception {
    if (idle != watermarks.isIdle()) {
      idle = !idle;
      receiver.onIdle(idle);
    }
  }
}
