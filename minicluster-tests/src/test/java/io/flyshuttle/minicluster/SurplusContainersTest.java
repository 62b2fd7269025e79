// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.minicluster.program.GatedSum;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Containers that are granted after nobody wants them any more go back at once. */
@ClusterTest
class SurplusContainersTest {

  @Test
  void shouldKeepNoContainerThatIsNotAWorker() throws Exception {
    Cluster cluster = Cluster.get();
    Command command = cluster.script("yarn-session.sh", "-d", "-w", "300", "--slots", "1");
    String id =
        command
            .with("--jobManagerMemory", "768", "--taskManagerMemory", "512")
            .run()
            .orFail()
            .value("application.id");
    // demands that appear and vanish while YARN is still granting the ones before
    for (int i = 0; i < 2; i++) {
      String job =
          cluster
              .flyshuttle("run", "-d", "--session", id, "--class", GatedSum.class.getName())
              .with(ProgramJar.path().toString(), "--gate", "hdfs:///surplus/gate")
              .with("--output", "hdfs:///surplus/out" + i, "--parallelism", "5")
              .run()
              .orFail()
              .value("job.id");
      cluster.flyshuttle("cancel", "--session", id, job).run().orFail();
    }
    Await.until(
        "every container is the ApplicationMaster's or a registered worker's",
        300,
        () -> cluster.containers(id).size() == workers(cluster, id).size() + 1);
    List<String> workers = workers(cluster, id);
    assertEquals(workers, cluster.containers(id).stream().skip(1).toList());
    cluster.flyshuttle("stop-session", id).run().orFail();
    assertEquals(0, cluster.aliveApplications().size());
  }

  private static List<String> workers(Cluster cluster, String id) {
    return cluster
        .flyshuttle("log", "--list", "--session", id)
        .run()
        .orFail()
        .out()
        .lines()
        .map(line -> line.split("\t")[0])
        .sorted()
        .toList();
  }
}
