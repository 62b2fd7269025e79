// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.CopyText;
import java.util.List;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.Test;

/** HDFS in safe mode is said in one line, by the command that needs to write. */
@ClusterTest
@SharedSession
class SafeModeTest {

  @Test
  void shouldSayThatHdfsIsInSafeMode() throws Exception {
    Cluster cluster = Cluster.get();
    String input = cluster.writeText("/safe/in", "a\n");
    DistributedFileSystem hdfs = (DistributedFileSystem) cluster.hdfs();
    Session session = Session.shared(cluster);
    hdfs.setSafeMode(SafeModeAction.ENTER);
    Command.Result result;
    Command.Result start;
    try {
      result = session.run(CopyText.class, "--input", input, "--output", "hdfs:///safe/out").run();
      start = cluster.script("yarn-session.sh", "-d").run();
    } finally {
      hdfs.setSafeMode(SafeModeAction.LEAVE);
    }
    for (Command.Result each : List.of(result, start)) {
      assertEquals(6, each.status(), each.toString());
      assertTrue(each.err().contains("SAFE_MODE: HDFS is in safe mode"), each.toString());
    }
    assertEquals(1, cluster.aliveApplications().size(), "no other session was started");
    session.run(CopyText.class, "--input", input, "--output", "hdfs:///safe/out").run().orFail();
  }
}
