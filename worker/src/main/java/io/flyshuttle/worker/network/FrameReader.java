// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Cuts a stream of bytes into frames. The bytes of a slice are copied once, from the socket's
 * buffer into the memory of the channel they belong to. Used by one event loop.
 */
final class FrameReader {

  /** What becomes of the frames. */
  interface Handler {
    /** A frame other than DATA, whole. */
    void onControl(int type, int channel, ByteBuf body);

    /** Memory for a slice of {@code length} bytes; null to skip it. */
    Buffer memoryFor(int channel, int length);

    /** A slice has arrived; the handler owns its reference. */
    void onData(int channel, BufferSlice slice, int backlog);
  }

  private enum State {
    HEADER,
    CONTROL,
    DATA_PREFIX,
    DATA
  }

  private final Handler handler;
  private final byte[] prefix = new byte[Frames.HEADER_LENGTH + Frames.DATA_PREFIX_LENGTH];
  private final ByteBuf prefixView = Unpooled.wrappedBuffer(prefix);
  private State state = State.HEADER;
  private int have;
  private int length;
  private int channel;
  private int type;
  private byte[] control;
  private Buffer memory;

  FrameReader(Handler handler) {
    this.handler = handler;
  }

  /** Takes all bytes of {@code in}; the caller releases it. */
  void read(ByteBuf in) {
    while (advance(in)) {
      // each step takes a part of the input, and ends when it is used up
    }
  }

  private boolean advance(ByteBuf in) {
    switch (state) {
      case HEADER:
        if (!fill(in, prefix, Frames.HEADER_LENGTH)) {
          return false;
        }
        onHeader();
        return true;
      case CONTROL:
        if (!fill(in, control, length)) {
          return false;
        }
        byte[] body = control;
        control = null;
        next(State.HEADER);
        handler.onControl(type, channel, Unpooled.wrappedBuffer(body, 0, length));
        return true;
      case DATA_PREFIX:
        if (!fill(in, prefix, Frames.DATA_PREFIX_LENGTH)) {
          return false;
        }
        length -= Frames.DATA_PREFIX_LENGTH;
        memory = length == 0 ? Buffer.unpooled(new byte[0]) : handler.memoryFor(channel, length);
        if (memory != null && memory.array().length < length) {
          throw malformed("a slice of " + length + " bytes");
        }
        next(State.DATA);
        return true;
      default:
        return onDataBytes(in);
    }
  }

  private boolean onDataBytes(ByteBuf in) {
    if (memory == null) {
      int count = Math.min(in.readableBytes(), length - have);
      in.skipBytes(count);
      have += count;
      if (have < length) {
        return false;
      }
    } else if (!fill(in, memory.array(), length)) {
      return false;
    } else {
      BufferSlice slice =
          new BufferSlice(
              memory,
              0,
              length,
              prefixView.getInt(Frames.HEAD_OFFSET),
              prefixView.getInt(Frames.BODY_END_OFFSET),
              (prefixView.getByte(Frames.FLAGS_OFFSET) & Frames.FLAG_LAST) != 0);
      if (slice.head() < 0 || slice.bodyEnd() < slice.head() || slice.bodyEnd() > length) {
        throw malformed("a slice with marks outside of it");
      }
      memory = null;
      handler.onData(channel, slice, prefixView.getInt(Frames.BACKLOG_OFFSET));
    }
    next(State.HEADER);
    return true;
  }

  private void onHeader() {
    length = prefixView.getInt(Frames.LENGTH_OFFSET);
    channel = prefixView.getInt(Frames.CHANNEL_OFFSET);
    type = prefixView.getByte(Frames.TYPE_OFFSET);
    if (type == Frames.DATA) {
      if (length < Frames.DATA_PREFIX_LENGTH) {
        throw malformed("a data frame of " + length + " bytes");
      }
      next(State.DATA_PREFIX);
    } else {
      if (length < 0 || length > Frames.MAX_CONTROL_LENGTH) {
        throw malformed("a frame of " + length + " bytes");
      }
      control = new byte[length];
      next(State.CONTROL);
    }
  }

  private void next(State next) {
    state = next;
    have = 0;
  }

  private boolean fill(ByteBuf in, byte[] target, int count) {
    int taken = Math.min(in.readableBytes(), count - have);
    in.readBytes(target, have, taken);
    have += taken;
    return have == count;
  }

  private static FlyshuttleException malformed(String what) {
    return new FlyshuttleException(ErrorCode.PROTOCOL_VIOLATION, "the other worker sent " + what);
  }

  /** Gives back memory of a slice that will never be whole. */
  void close() {
    if (memory != null) {
      memory.release();
      memory = null;
    }
  }
}
