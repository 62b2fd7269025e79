// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the examples' records come from and go to: files the user names, or what is bundled. */
final class StreamFiles {
  private StreamFiles() {}

  /** Lines of the file under {@code --option}, or of the bundled one. */
  static DataStream<String> lines(
      StreamExecutionEnvironment env, ParameterTool parameters, String option, String bundled) {
    return parameters.has(option)
        ? env.readTextFile(parameters.get(option))
        : env.fromData(bundled(bundled));
  }

  /** The lines of a bundled file. */
  static List<String> bundled(String name) {
    try (InputStream in = StreamFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled file " + name, e);
    }
  }

  /** Writes to the path under {@code --output}, or prints. */
  static void write(DataStream<String> results, ParameterTool parameters) {
    if (parameters.has("output")) {
      WriteMode mode = parameters.has("overwrite") ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE;
      results.writeAsText(parameters.get("output"), mode);
    } else {
      results.print();
    }
  }
}
