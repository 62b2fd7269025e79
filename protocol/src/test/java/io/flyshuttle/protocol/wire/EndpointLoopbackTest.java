// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.WorkerInfo;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real actor systems over real sockets. */
class EndpointLoopbackTest {
  private final BlockingQueue<MasterMessage> atMaster = new LinkedBlockingQueue<>();
  private final BlockingQueue<WorkerMessage> atWorker = new LinkedBlockingQueue<>();

  @Test
  void shouldCarryMessagesBothWaysInOrder() throws Exception {
    talk(EndpointSettings.loopback());
  }

  @Test
  void shouldCarryMessagesWithASecret() throws Exception {
    talk(new EndpointSettings("127.0.0.1", "127.0.0.1", 0, 0, "session-secret", null));
  }

  @Test
  void shouldCarryMessagesOverTls(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("session.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "session",
                "-keyalg",
                "EC",
                "-dname",
                "CN=session",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "session-secret",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, keytool.waitFor());
    talk(new EndpointSettings("127.0.0.1", "127.0.0.1", 0, 0, "session-secret", store));
  }

  private void talk(EndpointSettings settings) throws Exception {
    try (MasterEndpoint master = MasterEndpoint.start(settings, atMaster::add);
        WorkerEndpoint worker = WorkerEndpoint.start(settings, master.actor(), atWorker::add)) {
      assertTrue(master.port() > 0);
      WorkerInfo info = new WorkerInfo("w1", "host", 1, 2, 3, 4, 5, 6);
      worker.master().send(new MasterMessage.RegisterWorker(info, worker.actor(), List.of()));
      MasterMessage.RegisterWorker registered =
          (MasterMessage.RegisterWorker) atMaster.poll(120, TimeUnit.SECONDS);
      assertEquals(info, registered.worker());

      WorkerLink link = master.worker(registered.actor());
      WorkerMessage.DeployTasks large =
          MessageCodecTest.deploy(MessageCodecTest.vertex(new byte[5 << 20]));
      link.send(new WorkerMessage.Ping(1));
      link.send(large);
      for (int i = 2; i < 1000; i++) {
        link.send(new WorkerMessage.Ping(i));
      }
      assertEquals(new WorkerMessage.Ping(1), atWorker.poll(120, TimeUnit.SECONDS));
      WorkerMessage.DeployTasks received =
          (WorkerMessage.DeployTasks) atWorker.poll(120, TimeUnit.SECONDS);
      assertEquals(5 << 20, received.tasks().get(0).vertex().globalHook().length);
      for (int i = 2; i < 1000; i++) {
        assertEquals(new WorkerMessage.Ping(i), atWorker.poll(120, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void whenTheSecretIsWrongThenNothingIsDelivered() throws Exception {
    EndpointSettings right = new EndpointSettings("127.0.0.1", "127.0.0.1", 0, 0, "right", null);
    EndpointSettings wrong = new EndpointSettings("127.0.0.1", "127.0.0.1", 0, 0, "wrong", null);
    try (MasterEndpoint master = MasterEndpoint.start(right, atMaster::add);
        WorkerEndpoint stranger = WorkerEndpoint.start(wrong, master.actor(), atWorker::add);
        WorkerEndpoint worker = WorkerEndpoint.start(right, master.actor(), atWorker::add)) {
      stranger.master().send(new MasterMessage.WorkerStopping("stranger", ""));
      worker.master().send(new MasterMessage.WorkerStopping("worker", ""));
      assertEquals(
          new MasterMessage.WorkerStopping("worker", ""), atMaster.poll(120, TimeUnit.SECONDS));
      assertNull(atMaster.poll());
    }
  }

  @Test
  void whenNoPortOfTheRangeIsFreeThenItSaysSo() {
    try (MasterEndpoint first = MasterEndpoint.start(EndpointSettings.loopback(), atMaster::add)) {
      EndpointSettings taken =
          new EndpointSettings("127.0.0.1", "127.0.0.1", first.port(), first.port(), "", null);
      FlyshuttleException failure =
          assertThrows(FlyshuttleException.class, () -> MasterEndpoint.start(taken, atMaster::add));
      assertTrue(failure.getMessage().contains("free"), failure.getMessage());
      EndpointSettings range =
          new EndpointSettings("127.0.0.1", "127.0.0.1", first.port(), first.port() + 20, "", null);
      try (MasterEndpoint second = MasterEndpoint.start(range, atMaster::add)) {
        assertTrue(second.port() > first.port());
      }
    }
  }
}
