// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.file.TextOutputFormat;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.hdfs.HadoopFileSystemProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  Path emptyDirectory() throws IOException {
    Path directory = new Path("hdfs:///contract");
    directory.getFileSystem().mkdirs(directory);
    return directory;
  }

  @Test
  void shouldGiveFilesTheReplicationAndBlockSizeOfTheNamedDirectory(
      @TempDir java.nio.file.Path conf) throws Exception {
    Cluster cluster = Cluster.get();
    String nameNode = cluster.hdfs().getUri().toString();
    Files.writeString(conf.resolve("core-site.xml"), site("fs.defaultFS", nameNode));
    Files.writeString(
        conf.resolve("hdfs-site.xml"), site("dfs.replication", "3", "dfs.blocksize", "2097152"));
    FileSystem hdfs =
        new HadoopFileSystemProvider()
            .create(URI.create("hdfs:///"), Map.of("fs.hdfs.hadoopconf", conf.toString()));
    try (var out = hdfs.create(new Path("hdfs:///replicated/file"), WriteMode.NO_OVERWRITE)) {
      out.write(1);
    }
    FileStatus file =
        cluster.hdfs().getFileStatus(new org.apache.hadoop.fs.Path("/replicated/file"));
    assertEquals(3, file.getReplication());
    assertEquals(2 << 20, file.getBlockSize());
  }

  @Test
  void whenALaterAttemptHasReplacedAFileThenAnEarlierOneLeavesItAlone() throws Exception {
    Path file = new Path("hdfs:///attempts");
    TextOutputFormat<String> earlier = inPlace(file);
    earlier.open(0, 1);
    earlier.writeRecord("earlier");
    TextOutputFormat<String> later = inPlace(file);
    later.open(0, 1);
    assertThrows(IOException.class, earlier::close);
    earlier.tryCleanupOnError();
    later.writeRecord("later");
    later.close();
    assertEquals(List.of("later"), Cluster.get().readLines("/attempts"));
  }

  private static TextOutputFormat<String> inPlace(Path file) throws IOException {
    TextOutputFormat<String> format = new TextOutputFormat<>(file);
    format.setWriteMode(WriteMode.OVERWRITE);
    format.configure(new Configuration());
    format.writeInPlace(1);
    return format;
  }

  private static String site(String... settings) {
    StringBuilder site = new StringBuilder("<configuration>");
    for (int i = 0; i < settings.length; i += 2) {
      site.append("<property><name>").append(settings[i]).append("</name><value>");
      site.append(settings[i + 1]).append("</value></property>");
    }
    return site.append("</configuration>").toString();
  }
}
