// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

  @Test
  void shouldJoinFramesOfSeveralSendersThatArriveMixed() {
    List<Frame> first =
        new FrameCodec(1, "s")
            .encode(MessageCodecTest.deploy(MessageCodecTest.vertex(new byte[500_000])));
    List<Frame> second =
        new FrameCodec(2, "s")
            .encode(MessageCodecTest.deploy(MessageCodecTest.vertex(new byte[600_000])));
    assertEquals(3, first.size());
    assertEquals(4, second.size());
    FrameCodec receiver = new FrameCodec(3, "s");
    assertNull(receiver.decode(first.get(0), WorkerMessage.class));
    assertNull(receiver.decode(second.get(0), WorkerMessage.class));
    assertNull(receiver.decode(second.get(1), WorkerMessage.class));
    assertNull(receiver.decode(first.get(1), WorkerMessage.class));
    assertEquals(500_000, hookSize(receiver.decode(first.get(2), WorkerMessage.class)));
    assertNull(receiver.decode(second.get(2), WorkerMessage.class));
    assertEquals(600_000, hookSize(receiver.decode(second.get(3), WorkerMessage.class)));
  }

  private static int hookSize(WorkerMessage message) {
    WorkerMessage.DeployTasks deploy = (WorkerMessage.DeployTasks) message;
    return deploy.tasks().get(0).vertex().globalHook().length;
  }

  @Test
  void shouldKeepFramesSmall() {
    for (Frame frame :
        new FrameCodec(1, "s")
            .encode(MessageCodecTest.deploy(MessageCodecTest.vertex(new byte[3 << 20])))) {
      assertTrue(frame.bytes().length <= 200 << 10, "bytes: " + frame.bytes().length);
    }
  }

  @Test
  void whenAnyBitIsChangedThenTheFrameIsRefused() {
    FrameCodec receiver = new FrameCodec(2, "s");
    byte[] good = new FrameCodec(1, "s").encode(new WorkerMessage.Ping(5)).get(0).bytes();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      FlyshuttleException failure =
          assertThrows(
              FlyshuttleException.class,
              () -> receiver.decode(new Frame(bad), WorkerMessage.class));
      assertEquals(ErrorCode.ACCESS_DENIED, failure.code());
    }
    assertEquals(new WorkerMessage.Ping(5), receiver.decode(new Frame(good), WorkerMessage.class));
  }
}
