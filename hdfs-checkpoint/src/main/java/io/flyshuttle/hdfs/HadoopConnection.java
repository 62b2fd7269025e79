// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Makes Hadoop's clients. */
final class HadoopConnection {

  private HadoopConnection() {}

  /**
   * Connects to the file system of {@code uri}.
   *
   * @param isRequired whether an unknown scheme is a failure; else it is null
   */
  static io.flyshuttle.core.file.FileSystem open(
      URI uri, Map<String, String> options, boolean isRequired) throws IOException {
    Configuration settings = HadoopSettings.load(options);
    URI target = withAuthority(uri, FileSystem.getDefaultUri(settings));
    try {
      return new HadoopFileSystem(client(target, settings));
    } catch (UnsupportedFileSystemException e) {
      if (isRequired) {
        throw e;
      }
      return null;
    } catch (IOException | IllegalArgumentException e) {
      throw HadoopFailures.translate(e, target.toString());
    }
  }

  private static FileSystem client(URI target, Configuration settings) throws IOException {
    if ("hdfs".equals(target.getScheme())) {
      // FileSystem.get would first load the class of every file system on the class path.
      DistributedFileSystem hdfs = new DistributedFileSystem();
      hdfs.initialize(target, settings);
      return hdfs;
    }
    return FileSystem.get(target, settings);
  }

  /** A path such as hdfs:///x names the file system that Hadoop is set up for. */
  private static URI withAuthority(URI uri, URI defaultUri) {
    if (uri.getAuthority() != null || !"hdfs".equals(uri.getScheme())) {
      return uri;
    }
    if ("hdfs".equals(defaultUri.getScheme()) && defaultUri.getAuthority() != null) {
      return URI.create("hdfs://" + defaultUri.getAuthority() + "/");
    }
    throw new FlyshuttleException(
        ErrorCode.INVALID_OPTION,
        uri
            + " names no NameNode, and Hadoop's settings name none either (fs.defaultFS is "
            + defaultUri
            + "): set HADOOP_CONF_DIR or the option "
            + HadoopSettings.DIRECTORY_OPTION
            + " to the directory with core-site.xml.");
  }
}
