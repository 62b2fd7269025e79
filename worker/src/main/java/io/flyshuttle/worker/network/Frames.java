// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The frames between workers, written and read. Numbers are big-endian. All frames begin alike:
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------------------------------------------------------+
 * |        length of what follows the header, in bytes            |
 * +---------------------------------------------------------------+
 * |        channel, numbered by the worker that reads it          |
 * +---------------+-----------------------------------------------+
 * |     type      |
 * +---------------+
 * </pre>
 *
 * <p>HELLO, the first frame of whoever opened the connection:
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |                      magic 0x464c5953                         |
 * +-------------------------------+-------------------------------+
 * |            version            |       length of secret        |
 * +-------------------------------+-------------------------------+
 * | secret of the session ... | id of the sending worker, UTF-8 ...
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>REQUEST, from reader to producer: send this channel, as far as the credit goes.
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |                    job, upper 8 bytes, lower 8 bytes          |
 * +---------------------------------------------------------------+
 * |     vertex    |    subtask    |    attempt    |     edge      |   4 bytes each
 * +---------------------------------------------------------------+
 * |  first subpartition   |  behind the last one  |    credit     |   4 bytes each
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>CREDIT, from reader to producer: so many more buffers are ready, and so many bytes shall be
 * put into each from now on; 0: as before. CLOSE: the channel is not read any more; no body.
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |                            credit                             |
 * +---------------------------------------------------------------+
 * |                         bytes of a buffer                     |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>REPLY, from reader to producer: the reader's operator says something to the producer's; the
 * body is the message.
 *
 * <p>DATA, from producer to reader: one slice; takes one credit.
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |     backlog: slices that wait behind this one                 |
 * +---------------------------------------------------------------+
 * |     head: bytes that end an earlier element                   |
 * +---------------------------------------------------------------+
 * |     end of the last whole element                             |
 * +---------------+-----------------------------------------------+
 * |  flags: 1 last| bytes of the slice ...
 * +---------------+-----------------------------------------------+
 * </pre>
 *
 * <p>BARRIER, from producer to reader: a barrier beside the elements; takes no credit.
 *
 * <pre>
 * +---------------+-----------------------------------------------+
 * |flags: 1 urgent| a core.checkpoint.Barrier as it writes itself ...
 * +---------------+-----------------------------------------------+
 * </pre>
 *
 * <p>ERROR, from producer to reader: the channel will not deliver.
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |     number of the error code                                  |
 * +---------------------------------------------------------------+
 * | message, UTF-8 ...
 * +---------------------------------------------------------------+
 * </pre>
 */
final class Frames {

  static final int LENGTH_OFFSET = 0;
  static final int CHANNEL_OFFSET = 4;
  static final int TYPE_OFFSET = 8;
  static final int HEADER_LENGTH = 9;

  static final int HELLO = 1;
  static final int REQUEST = 2;
  static final int CREDIT = 3;
  static final int CLOSE = 4;
  static final int DATA = 5;
  static final int ERROR = 6;
  static final int REPLY = 7;
  static final int BARRIER = 8;

  static final int MAGIC = 0x464c5953;
  static final int VERSION = 3;

  /** Bytes between the header and the slice of a DATA frame. */
  static final int DATA_PREFIX_LENGTH = 13;

  static final int BACKLOG_OFFSET = 0;
  static final int HEAD_OFFSET = 4;
  static final int BODY_END_OFFSET = 8;
  static final int FLAGS_OFFSET = 12;
  static final int FLAG_LAST = 1;
  static final int FLAG_URGENT = 1;

  /** Longest frame other than DATA. */
  static final int MAX_CONTROL_LENGTH = 1 << 20;

  private static final int REQUEST_LENGTH = 44;

  private Frames() {}

  record Hello(int magic, int version, byte[] secret, String worker) {}

  record Request(PartitionID partition, int subpartition, int end, int credit) {}

  private static ByteBuf frame(ByteBufAllocator allocator, int length, int channel, int type) {
    ByteBuf frame = allocator.directBuffer(HEADER_LENGTH + length);
    return frame.writeInt(length).writeInt(channel).writeByte(type);
  }

  static ByteBuf hello(ByteBufAllocator allocator, byte[] secret, String worker) {
    byte[] name = worker.getBytes(StandardCharsets.UTF_8);
    return frame(allocator, 8 + secret.length + name.length, 0, HELLO)
        .writeInt(MAGIC)
        .writeShort(VERSION)
        .writeShort(secret.length)
        .writeBytes(secret)
        .writeBytes(name);
  }

  static Hello readHello(ByteBuf body) {
    int magic = body.readInt();
    int version = body.readUnsignedShort();
    byte[] secret = new byte[body.readUnsignedShort()];
    body.readBytes(secret);
    return new Hello(magic, version, secret, body.toString(StandardCharsets.UTF_8));
  }

  static ByteBuf request(ByteBufAllocator allocator, int channel, Request request) {
    AttemptID producer = request.partition().producer();
    return frame(allocator, REQUEST_LENGTH, channel, REQUEST)
        .writeLong(producer.job().getUpperPart())
        .writeLong(producer.job().getLowerPart())
        .writeInt(producer.vertex())
        .writeInt(producer.subtask())
        .writeInt(producer.attempt())
        .writeInt(request.partition().edge())
        .writeInt(request.subpartition())
        .writeInt(request.end())
        .writeInt(request.credit());
  }

  static Request readRequest(ByteBuf body) {
    long upper = body.readLong();
    JobID job = new JobID(body.readLong(), upper);
    AttemptID producer = new AttemptID(job, body.readInt(), body.readInt(), body.readInt());
    PartitionID partition = new PartitionID(producer, body.readInt());
    return new Request(partition, body.readInt(), body.readInt(), body.readInt());
  }

  static ByteBuf credit(ByteBufAllocator allocator, int channel, int credit, int bufferSize) {
    return frame(allocator, 8, channel, CREDIT).writeInt(credit).writeInt(bufferSize);
  }

  static ByteBuf close(ByteBufAllocator allocator, int channel) {
    return frame(allocator, 0, channel, CLOSE);
  }

  static ByteBuf reply(ByteBufAllocator allocator, int channel, byte[] message) {
    return frame(allocator, message.length, channel, REPLY).writeBytes(message);
  }

  /** Copies the slice; the caller keeps its reference. */
  static ByteBuf data(ByteBufAllocator allocator, int channel, BufferSlice slice, int backlog) {
    return frame(allocator, DATA_PREFIX_LENGTH + slice.length(), channel, DATA)
        .writeInt(backlog)
        .writeInt(slice.head())
        .writeInt(slice.bodyEnd())
        .writeByte(slice.last() ? FLAG_LAST : 0)
        .writeBytes(slice.buffer().array(), slice.offset(), slice.length());
  }

  static ByteBuf barrier(ByteBufAllocator allocator, int channel, BarrierMark mark) {
    DataOutputSerializer bytes = new DataOutputSerializer(128);
    try {
      bytes.writeByte(mark.urgent() ? FLAG_URGENT : 0);
      mark.barrier().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frame(allocator, bytes.length(), channel, BARRIER)
        .writeBytes(bytes.getSharedBuffer(), 0, bytes.length());
  }

  static BarrierMark readBarrier(ByteBuf body) {
    byte[] bytes = new byte[body.readableBytes()];
    body.readBytes(bytes);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    try {
      boolean urgent = (in.readByte() & FLAG_URGENT) != 0;
      return new BarrierMark(Barrier.read(in), urgent);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.PROTOCOL_VIOLATION, "the other worker sent half a barrier", e);
    }
  }

  static ByteBuf error(ByteBufAllocator allocator, int channel, int code, String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    return frame(allocator, 4 + text.length, channel, ERROR).writeInt(code).writeBytes(text);
  }
}
