// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cluster cannot do is said before anything is started. */
@ClusterTest
class WrongClusterTest {
  private static final int CLUSTER = 6;

  private static void expect(Command.Result result, String... words) {
    assertEquals(CLUSTER, result.status(), result.toString());
    String line =
        result.err().lines().filter(text -> text.startsWith("error ")).findFirst().orElse("");
    for (String word : words) {
      assertTrue(line.contains(word), "'" + word + "' is missing in:\n" + result);
    }
  }

  @Test
  void shouldNameAnUnknownQueue() throws Exception {
    Cluster cluster = Cluster.get();
    expect(cluster.script("yarn-session.sh", "-d", "--queue", "nobodys").run(), "nobodys");
    assertEquals(0, cluster.aliveApplications().size());
  }

  @Test
  void shouldSayThatAContainerIsLargerThanANode() throws Exception {
    Cluster cluster = Cluster.get();
    expect(
        cluster.script("yarn-session.sh", "-d", "--taskManagerMemory", "100000").run(), "100000");
    assertEquals(0, cluster.aliveApplications().size());
  }

  @Test
  void shouldSayThatNoClusterAnswers(@TempDir Path conf) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Files.writeString(conf.resolve("core-site.xml"), site("fs.defaultFS", "hdfs://localhost:1"));
    Files.writeString(
        conf.resolve("yarn-site.xml"), site("yarn.resourcemanager.address", "localhost:" + port));
    expect(
        Cluster.get().flyshuttle("list").env("HADOOP_CONF_DIR", conf.toString()).run(),
        "localhost:" + port);
  }

  private static String site(String key, String value) {
    return "<configuration><property><name>"
        + key
        + "</name><value>"
        + value
        + "</value></property></configuration>";
  }
}
