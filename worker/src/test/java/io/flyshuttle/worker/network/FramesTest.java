// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramesTest {

  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private static final class Recorder implements FrameReader.Handler {
    final List<String> events = new ArrayList<>();

    @Override
    public void onControl(int type, int channel, ByteBuf body) {
      String text =
          switch (type) {
            case Frames.HELLO -> {
              Frames.Hello hello = Frames.readHello(body);
              yield "hello "
                  + new String(hello.secret(), StandardCharsets.UTF_8)
                  + " "
                  + hello.worker();
            }
            case Frames.REQUEST -> Frames.readRequest(body).toString();
            case Frames.CREDIT -> "credit " + body.readInt();
            case Frames.ERROR ->
                "error " + body.readInt() + " " + body.toString(StandardCharsets.UTF_8);
            default -> "close";
          };
      events.add(channel + ": " + text);
    }

    @Override
    public Buffer memoryFor(int channel, int length) {
      return channel == 99 ? null : Buffer.unpooled(new byte[4096]);
    }

    @Override
    public void onData(int channel, BufferSlice slice, int backlog) {
      byte[] bytes = Arrays.copyOf(slice.buffer().array(), slice.length());
      events.add(
          channel
              + ": data "
              + Arrays.hashCode(bytes)
              + " of "
              + bytes.length
              + ", head "
              + slice.head()
              + ", body to "
              + slice.bodyEnd()
              + ", "
              + slice.last()
              + ", "
              + backlog);
    }
  }

  private static Frames.Request request() {
    return new Frames.Request(
        new PartitionID(new AttemptID(new JobID(1, -2), 3, 4, 5), 6), 7, 9, 8);
  }

  private static BufferSlice slice(int length, int head, int bodyEnd, boolean last) {
    byte[] bytes = new byte[length + 10];
    new Random(length).nextBytes(bytes);
    return new BufferSlice(Buffer.unpooled(bytes), 10, length, head, bodyEnd, last);
  }

  private static ByteBuf all() {
    return Unpooled.wrappedBuffer(
        Frames.hello(ALLOCATOR, "secret".getBytes(StandardCharsets.UTF_8), "worker_1"),
        Frames.request(ALLOCATOR, 1, request()),
        Frames.data(ALLOCATOR, 1, slice(4096, 100, 4000, false), 3),
        Frames.data(ALLOCATOR, 99, slice(500, 0, 500, false), 0),
        Frames.credit(ALLOCATOR, 1, 2, 3),
        Frames.data(ALLOCATOR, 2, slice(0, 0, 0, true), 0),
        Frames.error(ALLOCATOR, 3, 2003, "gone: ä"),
        Frames.close(ALLOCATOR, 1));
  }

  private static String dataEvent(int channel, BufferSlice slice, int backlog) {
    byte[] bytes =
        Arrays.copyOfRange(slice.buffer().array(), slice.offset(), slice.offset() + slice.length());
    return channel
        + ": data "
        + Arrays.hashCode(bytes)
        + " of "
        + bytes.length
        + ", head "
        + slice.head()
        + ", body to "
        + slice.bodyEnd()
        + ", "
        + slice.last()
        + ", "
        + backlog;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 4096, 100_000})
  void shouldReadFramesHoweverTheyArrive(int pieces) {
    Recorder recorder = new Recorder();
    FrameReader reader = new FrameReader(recorder);
    ByteBuf bytes = all();
    while (bytes.isReadable()) {
      reader.read(bytes.readSlice(Math.min(pieces, bytes.readableBytes())));
    }

    assertEquals(
        List.of(
            "0: hello secret worker_1",
            "1: " + request(),
            dataEvent(1, slice(4096, 100, 4000, false), 3),
            "1: credit 2",
            dataEvent(2, slice(0, 0, 0, true), 0),
            "3: error 2003 gone: ä",
            "1: close"),
        recorder.events);
  }

  @Test
  void shouldRefuseFramesThatCannotBe() {
    int[][] headers = {{-1, 1, 3}, {1 << 30, 1, 3}, {3, 1, 5}, {5000 + 13, 1, 5}};
    for (int[] header : headers) {
      ByteBuf bytes =
          Unpooled.buffer().writeInt(header[0]).writeInt(header[1]).writeByte(header[2]);
      bytes.writeZero(13);
      FrameReader reader = new FrameReader(new Recorder());
      FlyshuttleException refused =
          assertThrows(FlyshuttleException.class, () -> reader.read(bytes));
      assertEquals(ErrorCode.PROTOCOL_VIOLATION, refused.code());
    }
  }

  @Test
  void shouldKeepTheSecretWhole() {
    byte[] secret = new byte[32];
    new Random(3).nextBytes(secret);
    ByteBuf frame = Frames.hello(ALLOCATOR, secret, "w");
    frame.skipBytes(Frames.HEADER_LENGTH);
    Frames.Hello hello = Frames.readHello(frame);
    assertArrayEquals(secret, hello.secret());
    assertEquals(Frames.MAGIC, hello.magic());
    assertEquals(Frames.VERSION, hello.version());
  }
}
