// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.CopyText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long command line of old notes starts a session; only the paths in it differ. */
@ClusterTest
class NotesSessionLineTest {
  private static final List<String> JARS =
      List.of(
          "kafka-connector.jar",
          "flink-dist.jar",
          "kafka-clients.jar",
          "jedis.jar",
          "commons-pool2.jar");

  @TempDir Path directory;

  @Test
  void shouldStartASessionOfFiveWorkers() throws Exception {
    Cluster cluster = Cluster.get();
    List<String> jars = new ArrayList<>();
    for (String name : JARS) {
      Path jar = directory.resolve(name);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new JarEntry("of/" + name + ".txt"));
      }
      jars.add(jar.toString());
    }
    Command.Running client =
        new Command("bash", "-c")
            .with(
                "cd '"
                    + cluster.home()
                    + "' && exec nohup bin/yarn-session.sh --container 5 --jobManagerMemory 4024"
                    + " --taskManagerMemory 4048 --slots 10 --jar "
                    + String.join(",", jars))
            .env("HADOOP_CONF_DIR", cluster.conf().toString())
            .start();
    try {
      Await.until("the session is up", 300, () -> client.out().contains("tracking.url="));
      String id = cluster.aliveApplications().get(0).getApplicationId().toString();
      Await.until(
          "five workers are registered",
          300,
          () -> cluster.flyshuttle("log", "--list").run().out().lines().count() == 5);
      String workers = cluster.flyshuttle("log", "--list").run().orFail().out();
      assertEquals(
          5, workers.lines().filter(line -> line.contains("10 of 10 slots free")).count(), workers);
      assertEquals(6, cluster.containers(id).size());
      var used =
          cluster
              .yarn()
              .getApplicationReport(org.apache.hadoop.yarn.api.records.ApplicationId.fromString(id))
              .getApplicationResourceUsageReport()
              .getUsedResources();
      assertEquals(6 * 4096, used.getMemorySize(), "requests rounded up to YARN's step of 256 MB");

      String input = cluster.writeText("/notes/in", "a\nb\n");
      Command.Result run =
          new Command("bash", "-c")
              .with(
                  "cd '"
                      + cluster.home()
                      + "' && exec nohup bin/flyshuttle run --class "
                      + CopyText.class.getName()
                      + " "
                      + ProgramJar.path()
                      + " --input "
                      + input
                      + " --output hdfs:///notes/out")
              .env("HADOOP_CONF_DIR", cluster.conf().toString())
              .run()
              .orFail();
      assertEquals("FINISHED", run.value("job.status"));
      assertTrue(client.isAlive(), "the session's client stays without a terminal");
      client.kill();
      assertEquals(0, cluster.flyshuttle("list").run().status(), "the session needs no client");
      cluster.flyshuttle("stop-session", id).run().orFail();
    } finally {
      client.kill();
    }
  }
}
