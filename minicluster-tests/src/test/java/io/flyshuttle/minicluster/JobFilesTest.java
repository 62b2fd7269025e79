// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's jar lies once in each worker's directory, and leaves it after the interval. */
@ClusterTest
class JobFilesTest {
  @TempDir Path blobs;
  @TempDir Path logs;

  @Test
  void shouldKeepOneCopyPerWorkerUntilTheIntervalAfterTheJob() throws Exception {
    Cluster cluster = Cluster.get();
    try (Session session =
        Session.start(
            cluster,
            "-Dblob.storage.directory=" + blobs,
            "-Dblob.service.cleanup.interval=2",
            "-Dtaskmanager.log.path=" + logs.resolve("$CONTAINER_ID.log"))) {
      List<String> workers = session.awaitWorkers(2);
      Command.Running job =
          session
              .run(GatedSum.class, "--gate", "hdfs:///files/gate", "--output", "hdfs:///files/out")
              .with("--parallelism", "4")
              .start();
      Await.until("each worker has a copy", 300, () -> copies().size() == 2);
      cluster.writeText("/files/gate", "");
      job.await().orFail();
      Await.until("the copies are removed", 300, () -> copies().isEmpty());
      for (String worker : workers) {
        assertTrue(count(logs.resolve(worker + ".log"), "RUNNING") > 0, worker);
      }
    }
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.walk(blobs)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static long count(Path log, String word) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(word)).count();
    }
  }
}
