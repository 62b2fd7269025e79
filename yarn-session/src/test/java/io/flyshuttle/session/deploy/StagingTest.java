// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.option.YarnOptions;
import io.flyshuttle.session.client.FakeSessionCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagingTest {
  @TempDir Path directory;

  private final FakeSessionCluster cluster = new FakeSessionCluster();
  private Staging staging;
  private Installation installation;

  @BeforeEach
  void prepare() throws IOException {
    FileSystem local = FileSystem.getLocal(new org.apache.hadoop.conf.Configuration());
    staging =
        Staging.on(
            local, new org.apache.hadoop.fs.Path(directory.resolve("user").toUri().toString()));
    Path home = directory.resolve("home");
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("lib/b.jar"), "bb");
    Files.writeString(home.resolve("lib/a.jar"), "a");
    installation = new Installation(home, home.resolve("conf"), home.resolve("derived"));
  }

  private List<String> staged() throws IOException {
    Path root = directory.resolve("user/.flyshuttle");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @Test
  void shouldUploadTheEngineOncePerContent() throws IOException {
    FileStatus first = staging.engine(installation);
    FileStatus second = staging.engine(installation);

    assertEquals(first.getPath(), second.getPath());
    assertEquals(first.getModificationTime(), second.getModificationTime());
    Files.writeString(directory.resolve("home/lib/a.jar"), "another");
    assertNotEquals(first.getPath(), staging.engine(installation).getPath());
    assertEquals(2, staged().size(), staged().toString());
  }

  @Test
  void whenManyUploadTheSameThenOneFileRemainsAndAllUseIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<FileStatus>> uploads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        uploads.add(() -> staging.engine(installation));
      }
      for (Future<FileStatus> upload : threads.invokeAll(uploads)) {
        assertTrue(upload.get().getLen() > 0);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, staged().size(), staged().toString());
  }

  @Test
  void shouldAddressJobFilesByContent() throws IOException {
    Path jar = Files.writeString(directory.resolve("job.jar"), "content");

    JobFile file = staging.jobFile(jar);

    assertEquals(Sha256.ofFile(jar), file.sha256());
    assertEquals(List.of("files/" + file.sha256() + "/job.jar"), staged());
    assertEquals(file, staging.jobFile(jar));
  }

  private FlyshuttleException refused(Configuration configuration) {
    return assertThrows(
        FlyshuttleException.class,
        () ->
            new SessionDeployer(cluster, staging, installation, 0, news -> {})
                .start(configuration, Set.of()));
  }

  @Test
  void shouldRefuseAWorkerThatFitsOnNoNodeBeforeAnythingIsUploaded() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setString(TaskManagerOptions.TOTAL_PROCESS_MEMORY.key(), "10g");

    FlyshuttleException e = refused(configuration);

    assertEquals(ErrorCode.CONTAINER_TOO_LARGE, e.code());
    assertTrue(e.getMessage().contains("8192 MB"), e.getMessage());
    assertTrue(e.getMessage().contains("--taskManagerMemory"), e.getMessage());
    assertEquals(List.of(), staged());
  }

  @Test
  void shouldNameTheQueuesWhenOneIsUnknown() {
    Configuration configuration = new Configuration();
    configuration.set(YarnOptions.APPLICATION_QUEUE, "nightly");

    FlyshuttleException e = refused(configuration);

    assertEquals(ErrorCode.QUEUE_NOT_USABLE, e.code());
    assertTrue(e.getMessage().contains("default, stopped"), e.getMessage());
  }

  @Test
  void shouldRefuseAStoppedQueueAndAParentQueue() {
    for (String queue : List.of("stopped", "parent")) {
      Configuration configuration = new Configuration();
      configuration.set(YarnOptions.APPLICATION_QUEUE, queue);
      assertEquals(ErrorCode.QUEUE_NOT_USABLE, refused(configuration).code());
    }
  }

  @Test
  void whenTheQueueIsFullThenTheSessionIsTakenBack() throws IOException {
    cluster.stateAfterSubmit = "ACCEPTED";
    cluster.diagnosticsAfterSubmit = "AM Resource Limit exceeded";

    FlyshuttleException e = refused(new Configuration());

    assertEquals(ErrorCode.QUEUE_NOT_USABLE, e.code());
    assertTrue(e.getMessage().contains("AM Resource Limit exceeded"), e.getMessage());
    assertEquals(List.of("application_1_0007"), cluster.killed);
    assertFalse(staged().stream().anyMatch(name -> name.startsWith("sessions/")));
  }

  @Test
  void shouldSubmitWithTypeTagsAttemptsAndRollingLogs() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(YarnOptions.APPLICATION_TAGS, "team-a");

    new SessionDeployer(cluster, staging, installation, 1000, news -> {})
        .start(configuration, Set.of("oozie-42"));

    ApplicationSubmissionContext submission = cluster.submissions.get(0);
    assertEquals("Flyshuttle", submission.getApplicationType());
    assertEquals(
        Set.of("flyshuttle-session", "team-a", "oozie-42"), submission.getApplicationTags());
    assertEquals(2, submission.getMaxAppAttempts());
    assertTrue(
        "worker.log.3"
            .matches(submission.getLogAggregationContext().getRolledLogsIncludePattern()));
    assertEquals(
        "engine/lib/a.jar:engine/lib/b.jar:conf",
        submission.getAMContainerSpec().getEnvironment().get("CLASSPATH"));
  }

  private void leave(String... files) throws IOException {
    for (String file : files) {
      Path path = directory.resolve("user/.flyshuttle/sessions").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "left");
    }
  }

  @Test
  void shouldRemoveWhatKilledSessionsLeft() throws IOException {
    cluster.with("application_1_0001", "anna", "RUNNING", "UNDEFINED");
    cluster.with("application_1_0002", "anna", "KILLED", "KILLED");
    cluster.with("application_1_0003", "anna", "FAILED", "FAILED");
    leave(
        "application_1_0001/secret",
        "application_1_0002/secret",
        "application_1_0002/jobs/attempt-2",
        "application_1_0002/checkpoints/job/attempt-1",
        "application_1_0003/secret",
        "application_1_0003/checkpoints/job/chk-7/_metadata",
        "application_9_0004/secret",
        "mine/secret");

    staging.sweep(cluster);
    staging.sweep(cluster);

    assertEquals(
        List.of(
            "sessions/application_1_0001/secret",
            "sessions/application_1_0003/checkpoints/job/chk-7/_metadata",
            "sessions/application_9_0004/secret",
            "sessions/mine/secret"),
        staged());
    assertFalse(Files.exists(directory.resolve("user/.flyshuttle/sessions/application_1_0002")));
  }

  @Test
  void shouldTellWhatTheProcessWroteBeforeItEnded() {
    String diagnostics =
        "Application application_1 failed 2 times\nLast 4096 bytes of stderr :\n"
            + "Error: no such class\n\nFor more detailed output, check the application page";

    assertEquals("Error: no such class", SessionDeployer.reason(diagnostics));
  }

  @Test
  void whenTheHostOfTheFileSystemIsUnknownThenItIsNamed() {
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration(false);
    hadoop.set("fs.defaultFS", "hdfs://no.such.host.invalid:8020");

    FlyshuttleException e =
        assertThrows(FlyshuttleException.class, () -> Staging.of(hadoop, new Configuration()));

    assertEquals(ErrorCode.CLUSTER_UNREACHABLE, e.code());
    assertTrue(e.getMessage().contains("no.such.host.invalid"), e.getMessage());
  }
}
