// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

  @Test
  void shouldHaveEveryRecordAndEnumOfMessagesAndGraphsInTheTable() throws Exception {
    List<String> missing = new ArrayList<>();
    for (Class<?> anchor : List.of(WorkerMessage.class, JobGraph.class)) {
      for (Class<?> type : classesBeside(anchor)) {
        if ((type.isRecord() || type.isEnum()) && !MessageTable.classes().containsValue(type)) {
          missing.add(type.getName());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  /** All classes of the anchor's package, whether they lie in a folder or in a jar. */
  private static List<Class<?>> classesBeside(Class<?> anchor) throws Exception {
    Path root = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = anchor.getPackageName().replace('.', '/');
    if (Files.isDirectory(root)) {
      return classesIn(root.resolve(folder), anchor.getPackageName());
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return classesIn(jar.getPath(folder), anchor.getPackageName());
    }
  }

  private static List<Class<?>> classesIn(Path folder, String packageName) throws Exception {
    List<Class<?>> classes = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
      for (Path path : files) {
        String file = path.getFileName().toString();
        if (!file.equals("package-info.class")) {
          classes.add(Class.forName(packageName + "." + file.substring(0, file.length() - 6)));
        }
      }
    }
    assertTrue(classes.size() > 5, "no classes in " + folder);
    return classes;
  }

  @Test
  void shouldReadBackEveryRecordOfTheTable() throws Exception {
    MessageCodec codec = new MessageCodec();
    for (Class<?> type : MessageTable.classes().values()) {
      RandomRecords records = new RandomRecords(7);
      for (int round = 0; round < 20; round++) {
        Object message = records.make(type);
        Object read = codec.decode(codec.encode(message), type);
        assertEquals(RandomRecords.show(message), RandomRecords.show(read));
      }
    }
  }

  @Test
  void shouldWriteAVertexOncePerMessage() {
    JobVertex vertex = vertex(new byte[10_000]);
    WorkerMessage.DeployTasks deploy = deploy(vertex, vertex, vertex);
    MessageCodec codec = new MessageCodec();
    byte[] bytes = codec.encode(deploy);
    assertTrue(bytes.length < 11_000, "bytes: " + bytes.length);
    WorkerMessage.DeployTasks read = codec.decode(bytes, WorkerMessage.DeployTasks.class);
    assertSame(read.tasks().get(0).vertex(), read.tasks().get(2).vertex());
    assertEquals(bytes.length, codec.encode(deploy).length);
  }

  @Test
  void whenAMessageExceedsTheLimitThenItSaysSo() {
    MessageCodec codec = new MessageCodec(1 << 20);
    WorkerMessage.DeployTasks large = deploy(vertex(new byte[2 << 20]));
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> codec.encode(large));
    assertEquals(ErrorCode.RESULT_TOO_LARGE, failure.code());
    assertTrue(failure.getMessage().contains("DeployTasks"), failure.getMessage());
    assertTrue(failure.getMessage().contains("1 MiB"), failure.getMessage());
    WorkerMessage.Ping small = new WorkerMessage.Ping(3);
    assertEquals(small, codec.decode(codec.encode(small), WorkerMessage.class));
  }

  @Test
  void whenTheVersionDiffersThenItSaysSo() {
    byte[] bytes = new MessageCodec().encode(new WorkerMessage.Ping(1));
    bytes[0] = 99;
    assertViolation(bytes, "version 99");
  }

  @Test
  void whenTheMessageIsForTheOtherSideThenItIsRefused() {
    byte[] bytes = new MessageCodec().encode(new MasterMessage.WorkerStopping("worker", "done"));
    assertViolation(bytes, "not a WorkerMessage");
  }

  @Test
  void whenBytesAreDamagedThenNothingButAViolationComesOut() throws Exception {
    MessageCodec codec = new MessageCodec();
    Random random = new Random(11);
    RandomRecords records = new RandomRecords(11);
    byte[] good = codec.encode(records.make(WorkerMessage.DeployTasks.class));
    for (int round = 0; round < 5000; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        bad[3 + random.nextInt(bad.length - 3)] = (byte) random.nextInt();
      }
      try {
        codec.decode(bad, WorkerMessage.class);
      } catch (FlyshuttleException e) {
        assertEquals(ErrorCode.PROTOCOL_VIOLATION, e.code());
      }
    }
    assertEquals(good.length, codec.encode(codec.decode(good, WorkerMessage.class)).length);
  }

  private static void assertViolation(byte[] bytes, String part) {
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class, () -> new MessageCodec().decode(bytes, WorkerMessage.class));
    assertEquals(ErrorCode.PROTOCOL_VIOLATION, failure.code());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }

  static JobVertex vertex(byte[] hook) {
    return new JobVertex(
        new OperatorID(1, 2), "map", 3, 128, "default", "", List.of(), List.of(), hook, 0);
  }

  static WorkerMessage.DeployTasks deploy(JobVertex... vertices) {
    JobID job = JobID.generate();
    List<TaskDeployment> tasks = new ArrayList<>();
    for (JobVertex vertex : vertices) {
      tasks.add(
          new TaskDeployment(
              new AttemptID(job, 0, tasks.size(), 0), vertex, 0, 0, List.of(), List.of()));
    }
    return new WorkerMessage.DeployTasks(
        new JobContext(job, "job", JobType.BATCH, List.of(), new byte[0]), tasks);
  }
}
