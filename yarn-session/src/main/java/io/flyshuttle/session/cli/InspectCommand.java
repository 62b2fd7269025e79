// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.checkpoint.file.MetadataCodec;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.deploy.Installation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle savepoint inspect}: needs no session. */
@Command(
    name = "inspect",
    description = "Shows what a savepoint or checkpoint holds: operators, states, types, sizes.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class InspectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      description = "the directory of a savepoint or checkpoint, or its file _metadata")
  private String path;

  @Option(
      names = {"-j", "--jar"},
      paramLabel = "JAR",
      description = "the program, to name types of its own")
  private java.nio.file.Path jar;

  @Option(
      names = {"-D"},
      paramLabel = "KEY=VALUE",
      description = "a setting, before the one in conf/flyshuttle.yaml")
  private Map<String, String> dynamic = new LinkedHashMap<>();

  private final Console console;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Configuration configuration = Settings.load(Installation.current(), dynamic);
    FileSystem.initialize(configuration);
    URL[] jars = jar == null ? new URL[0] : new URL[] {jar.toUri().toURL()};
    inspect(new Path(path), jars).forEach(console::print);
    return ExitStatus.OK;
  }

  /** What the savepoint or checkpoint holds, in lines. */
  static List<String> inspect(Path directory, URL... jars) throws IOException {
    CheckpointMetadata metadata = MetadataCodec.read(directory);
    try (URLClassLoader loader = new URLClassLoader(jars, InspectCommand.class.getClassLoader())) {
      return new Inspection(metadata, CheckpointLayout.baseOf(directory, metadata.kind()), loader)
          .lines();
    }
  }
}
