// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cluster is told on its command line.
 *
 * @param workDirectory where everything of the cluster is: blocks, container directories, logs
 * @param confDirectory where the site files for clients are written
 * @param nodeManagers how many NodeManagers
 * @param nodeMemoryMegabytes what each offers
 * @param settings further settings of Hadoop
 */
record ClusterArguments(
    Path workDirectory,
    Path confDirectory,
    int nodeManagers,
    int nodeMemoryMegabytes,
    Map<String, String> settings) {

  static final String USAGE =
      "usage: EmbeddedCluster --work DIR --conf DIR [--nodes N] [--node-memory MB] [--set KEY=VALUE]...";

  /** Parses a command line; throws {@link IllegalArgumentException} with what is wrong. */
  static ClusterArguments parse(List<String> arguments) {
    Path work = null;
    Path conf = null;
    int nodes = 2;
    int memory = 6144;
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value; " + USAGE);
      }
      String value = arguments.get(i + 1);
      switch (name) {
        case "--work" -> work = Path.of(value).toAbsolutePath();
        case "--conf" -> conf = Path.of(value).toAbsolutePath();
        case "--nodes" -> nodes = Integer.parseInt(value);
        case "--node-memory" -> memory = Integer.parseInt(value);
        case "--set" -> {
          int equals = value.indexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException("--set takes KEY=VALUE, not " + value);
          }
          settings.put(value.substring(0, equals), value.substring(equals + 1));
        }
        default -> throw new IllegalArgumentException("unknown option " + name + "; " + USAGE);
      }
    }
    if (work == null || conf == null) {
      throw new IllegalArgumentException("--work and --conf are needed; " + USAGE);
    }
    return new ClusterArguments(work, conf, nodes, memory, settings);
  }
}
