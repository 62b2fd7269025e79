// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs of the ApplicationMaster and of workers come to whoever asks the session. */
@ClusterTest
@SharedSession
class LogsTest {

  @Test
  void shouldPrintTheLogsOfMasterAndWorkers() throws Exception {
    Cluster cluster = Cluster.get();
    Session session = Session.shared(cluster);
    List<String> workers = session.awaitWorkers(2);
    Await.until(
        "both are registered",
        300,
        () -> cluster.flyshuttle("log", "--list").run().orFail().out().lines().count() == 2);

    String master = cluster.flyshuttle("log", session.id(), "-k", "256").run().orFail().out();
    assertTrue(master.contains("Serving at"), master);
    for (String worker : workers) {
      String log =
          cluster.flyshuttle("log", session.id(), worker, "-k", "256").run().orFail().out();
      assertTrue(log.contains("Worker " + worker + " belongs to session"), log);
      for (String part : List.of("network buffers ", "managed memory ", "user and worker ")) {
        assertTrue(log.contains(part), part + " is missing in " + log);
      }
    }
    String byItsEnd = workers.get(0).substring(workers.get(0).length() - 4);
    String shortLog = cluster.flyshuttle("log", byItsEnd, "-k", "1").run().orFail().out();
    assertTrue(shortLog.length() <= 1025, shortLog);
    String lastLine = shortLog.strip().lines().reduce((first, second) -> second).orElseThrow();
    String wholeLog =
        cluster.flyshuttle("log", session.id(), workers.get(0), "-k", "256").run().orFail().out();
    assertTrue(wholeLog.contains(lastLine), shortLog);

    Command.Result unknown = cluster.flyshuttle("log", "nobody").run();
    assertEquals(5, unknown.status());
    assertTrue(unknown.err().contains("LOG_NOT_FOUND"), unknown.err());
    assertTrue(unknown.err().contains(workers.get(1)), unknown.err());
  }
}
