// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Hadoop's client configuration, as containers get it: nodes need not have one. */
final class HadoopFiles {
  /** Settings of servers and of other programs, which only take room. */
  private static final List<String> LEFT_OUT =
      List.of(
          "capacity-scheduler.xml",
          "fair-scheduler.xml",
          "mapred-site.xml",
          "hadoop-policy.xml",
          "kms-acls.xml",
          "kms-site.xml",
          "httpfs-site.xml",
          "ssl-server.xml");

  private HadoopFiles() {}

  /** The XML files of the directory that {@code HADOOP_CONF_DIR} names, by name. */
  static Map<String, byte[]> ofEnvironment() throws IOException {
    String directory = System.getenv("HADOOP_CONF_DIR");
    return directory == null || directory.isEmpty() ? Map.of() : of(Path.of(directory));
  }

  /** The XML files of a directory, by name. */
  static Map<String, byte[]> of(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return files;
    }
    try (Stream<Path> listed = Files.list(directory)) {
      for (Path file : listed.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".xml") && !LEFT_OUT.contains(name)) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}
