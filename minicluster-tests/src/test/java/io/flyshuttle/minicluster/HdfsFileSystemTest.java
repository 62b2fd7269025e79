// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of file systems over HDFS. */
@ClusterTest
final class HdfsFileSystemTest extends FileSystemContract {

  @BeforeAll
  static void nameCluster() {
    Configuration configuration = new Configuration();
    configuration.setString("fs.hdfs.hadoopconf", Cluster.get().conf().toString());
    FileSystem.initialize(configuration);
  }

  @AfterAll
  static void forgetCluster() {
    FileSystem.initialize(new Configuration());
  }

  @Override
  Path emptyDirectory() throws java.io.IOException {
    Path directory = new Path("hdfs:///contract");
    directory.getFileSystem().mkdirs(directory);
    return directory;
  }
}
