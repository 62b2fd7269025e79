// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.CopyText;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.Test;

/** HDFS in safe mode is said in one line, by the command that needs to write. */
@ClusterTest
class SafeModeTest {

  @Test
  void shouldSayThatHdfsIsInSafeMode() throws Exception {
    Cluster cluster = Cluster.get();
    String input = cluster.writeText("/safe/in", "a\n");
    DistributedFileSystem hdfs = (DistributedFileSystem) cluster.hdfs();
    try (Session session = Session.start(cluster)) {
      hdfs.setSafeMode(SafeModeAction.ENTER);
      Command.Result result;
      try {
        result =
            session.run(CopyText.class, "--input", input, "--output", "hdfs:///safe/out").run();
      } finally {
        hdfs.setSafeMode(SafeModeAction.LEAVE);
      }
      assertTrue(result.status() != 0, result.toString());
      assertTrue(result.err().contains("safe mode"), result.toString());
      session.run(CopyText.class, "--input", input, "--output", "hdfs:///safe/out").run().orFail();
    }
  }
}
