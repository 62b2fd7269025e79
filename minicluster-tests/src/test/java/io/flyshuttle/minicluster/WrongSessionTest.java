// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import org.junit.jupiter.api.Test;

/** A session that is gone, or not the only one, is named with its id and state. */
@ClusterTest
class WrongSessionTest {
  private static final int SESSION = 5;

  @Test
  void shouldNameASessionThatIsGone() {
    Cluster cluster = Cluster.get();
    Session session = Session.withoutWorkers(cluster);
    session.stop().orFail();
    Command.Result result = session.run(GatedSum.class, "--gate", "x", "--output", "y").run();
    assertEquals(SESSION, result.status(), result.toString());
    assertTrue(result.err().contains(session.id()), result.toString());
    assertTrue(result.err().contains("FINISHED"), result.toString());
    Command.Result none = cluster.flyshuttle("list").run();
    assertEquals(SESSION, none.status(), none.toString());
    assertTrue(none.err().contains("yarn-session.sh"), none.toString());
  }

  @Test
  void shouldAskWhichOfTwoSessions() throws Exception {
    Cluster cluster = Cluster.get();
    try (Session first = Session.withoutWorkers(cluster);
        Session second = Session.withoutWorkers(cluster)) {
      Command.Result result = cluster.flyshuttle("list").run();
      assertEquals(SESSION, result.status(), result.toString());
      assertTrue(result.err().contains(first.id()), result.toString());
      assertTrue(result.err().contains(second.id()), result.toString());
      cluster.writeText("/two/gate", "");
      second
          .run(GatedSum.class, "--gate", "hdfs:///two/gate", "--output", "hdfs:///two/out")
          .run()
          .orFail();
      assertTrue(second.list().out().contains("gated sum"));
      assertTrue(!first.list().out().contains("gated sum"));
    }
  }
}
