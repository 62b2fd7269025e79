// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyshuttle.minicluster.program.CopyText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.junit.jupiter.api.Test;

/** A file of several blocks is read in splits of a block, where the blocks lie. */
@ClusterTest
class HdfsBlocksTest {
  private static final long BLOCK = 1 << 20;
  private static final int LINES = 90_000;

  @Test
  void shouldReadEachLineOnceAndEachBlockWhereItLies() throws Exception {
    Cluster cluster = Cluster.get();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      // lengths of all kinds, so that lines lie across the borders of blocks
      text.append(i).append(' ').append("word ".repeat(i % 23)).append('\n');
    }
    Path file = new Path("/blocks/in");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    try (var out = cluster.hdfs().create(file, true, 4096, (short) 1, BLOCK)) {
      out.write(bytes);
    }
    var locations = cluster.hdfs().getFileBlockLocations(file, 0, bytes.length);
    int blocks = locations.length;
    assertTrue(blocks >= 5, "only " + blocks + " blocks");

    try (Session session = Session.start(cluster)) {
      session.awaitWorkers(2);
      String job =
          session
              .run(CopyText.class, "--input", "hdfs:///blocks/in", "--output", "hdfs:///blocks/out")
              .with("--parallelism", "4")
              .run()
              .orFail()
              .value("job.id");
      List<String> copied = cluster.readLines("/blocks/out").stream().sorted().toList();
      assertEquals(text.toString().lines().sorted().toList(), copied);

      JsonNode splits = job(cluster, session.id(), job).get("vertices").get(0).get("splits");
      assertTrue(splits.get("total").asInt() >= blocks, splits.toString());
      assertEquals(0, splits.get("left").asInt());
      assertEquals(
          splits.get("total").asInt(),
          splits.get("local").asInt(),
          splits + " of " + List.of(locations));
    }
  }

  private static JsonNode job(Cluster cluster, String application, String job) throws Exception {
    String base =
        cluster
            .yarn()
            .getApplicationReport(ApplicationId.fromString(application))
            .getOriginalTrackingUrl();
    Path secret =
        new Path(
            cluster.hdfs().getHomeDirectory(),
            ".flyshuttle/sessions/" + application + "/session.secret");
    String token;
    try (var in = cluster.hdfs().open(secret)) {
      token = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base.replaceAll("/$", "") + "/v1/jobs/" + job))
            .header("Authorization", "Bearer " + token)
            .build();
    return new ObjectMapper()
        .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
