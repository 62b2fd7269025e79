// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.session.client.ProgramJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of commands that call a program's main. */
final class ProgramOptions {
  @Option(
      names = {"-c", "--class"},
      paramLabel = "CLASS",
      description = "the class with main; without it, the one the jar's manifest names")
  private String mainClass;

  @Option(
      names = {"-p", "--parallelism"},
      paramLabel = "N",
      description = "parallelism of programs that set none")
  private Integer parallelism;

  @Parameters(index = "0", arity = "1", paramLabel = "JAR", description = "the program's jar")
  private Path jar;

  @Parameters(
      index = "1..*",
      paramLabel = "ARGUMENT",
      description = "arguments of main, passed on as they are")
  private List<String> arguments = new ArrayList<>();

  ProgramJar jar() {
    return ProgramJar.open(jar, mainClass);
  }

  String[] arguments() {
    return arguments.toArray(String[]::new);
  }

  /** Puts what was given into the configuration, and the configuration into force. */
  void apply(Configuration configuration) {
    apply(configuration, parallelism);
  }

  /**
   * Puts a configuration into force.
   *
   * @param parallelism of programs that set none; null: as configured
   */
  static void apply(Configuration configuration, Integer parallelism) {
    if (parallelism != null) {
      if (parallelism < 1) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_COMMAND_LINE, "a parallelism is at least 1, not " + parallelism);
      }
      configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    }
    FileSystem.initialize(configuration);
    FileOutputFormat.initDefaultsFromConfiguration(configuration);
  }
}
