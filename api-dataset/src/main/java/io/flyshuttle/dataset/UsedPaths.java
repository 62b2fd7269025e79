// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.file.FileInputFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The paths that one job reads and writes: what is read must not be written. */
final class UsedPaths {
  private final Set<Path> inputs = new LinkedHashSet<>();
  private final Map<Path, String> outputs = new LinkedHashMap<>();

  void reads(FileInputFormat<?> format) {
    for (Path path : format.getFilePaths()) {
      inputs.add(qualified(path));
    }
  }

  /**
   * @throws FlyshuttleException if another sink writes there
   */
  void writes(Path path, String sink) {
    String other = outputs.putIfAbsent(qualified(path), sink);
    if (other != null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "Two sinks write to " + path + " (" + other + " and " + sink + "): give each its own.");
    }
  }

  /**
   * @throws FlyshuttleException if an input is an output, or lies in one
   */
  void check() {
    for (Path input : inputs) {
      for (Path path = input; path != null; path = path.getParent()) {
        if (outputs.containsKey(path)) {
          throw new FlyshuttleException(
              ErrorCode.INVALID_PROGRAM,
              "The job writes to "
                  + path
                  + " and reads "
                  + (path.equals(input) ? "from it" : input + ", which lies in it")
                  + ": write somewhere else.");
        }
      }
    }
  }

  private static Path qualified(Path path) {
    try {
      return path.makeQualified(path.getFileSystem());
    } catch (IOException e) {
      // Whoever reads or writes there says so with the path; nothing is to be compared here.
      return path;
    }
  }
}
