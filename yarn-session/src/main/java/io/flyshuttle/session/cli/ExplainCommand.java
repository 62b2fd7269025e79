// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.OperatorMapping;
import io.flyshuttle.core.checkpoint.RestorePlan;
import io.flyshuttle.core.checkpoint.RestorePlan.Fate;
import io.flyshuttle.core.checkpoint.RestorePlan.Line;
import io.flyshuttle.core.checkpoint.file.MetadataCodec;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.session.client.ProgramAbort;
import io.flyshuttle.session.client.ProgramJar;
import io.flyshuttle.session.deploy.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle savepoint explain}: needs no session. */
@Command(
    name = "explain",
    description = {
      "Shows what of a savepoint or checkpoint a program would restore, and what it would refuse.",
      "Offers a mapping file for operators that were renamed. Runs nothing."
    },
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "the directory of a savepoint or checkpoint, or its file _metadata")
  private String path;

  @Parameters(index = "1", paramLabel = "JAR", description = "the program's jar")
  private java.nio.file.Path jar;

  @Parameters(
      index = "2..*",
      paramLabel = "ARGUMENT",
      description = "arguments of main, passed on as they are")
  private List<String> arguments = new ArrayList<>();

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

  @Option(
      names = {"-n", "--allowNonRestoredState"},
      description = "as run would be called")
  private boolean allowNonRestoredState;

  @Option(
      names = {"-m", "--mapping"},
      paramLabel = "FILE",
      description = "as run would be called: a line old=new for each renamed operator")
  private java.nio.file.Path mapping;

  @Option(
      names = {"-w", "--write-mapping"},
      paramLabel = "FILE",
      description = "write a mapping to complete by hand")
  private java.nio.file.Path written;

  @Option(
      names = {"-D", "-yD"},
      paramLabel = "KEY=VALUE",
      description = "a setting, before the one in conf/flyshuttle.yaml")
  private Map<String, String> dynamic = new LinkedHashMap<>();

  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Configuration configuration = Settings.load(Installation.current(), dynamic);
    ProgramJar program = ProgramJar.open(jar, mainClass);
    ProgramOptions.apply(configuration, parallelism);
    CheckpointMetadata metadata = MetadataCodec.read(new Path(path));
    JobGraph graph = graph(program, configuration);
    Map<String, String> renamed =
        mapping == null
            ? Map.of()
            : OperatorMapping.parse(Files.readString(mapping), mapping.toString());
    RestorePlan plan =
        RestorePlan.of(
            metadata, graph, new RestoreSettings(path, allowNonRestoredState, false, renamed));
    explain(plan.lines()).forEach(console::print);
    String offer = offer(plan.lines());
    if (!offer.isEmpty()) {
      if (written != null) {
        Files.writeString(written, offer);
        console.print("A mapping to complete is in " + written);
      } else {
        console.print("A mapping would be (--write-mapping FILE writes it):");
        offer.lines().forEach(line -> console.print("  " + line));
      }
    }
    if (plan.refusal().isPresent()) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "the program cannot start from " + path + ": " + plan.refusal().get());
    }
    console.print("The program can start from it: run -s " + path);
    return ExitStatus.OK;
  }

  private JobGraph graph(ProgramJar program, Configuration configuration) throws IOException {
    GraphCatcher catcher = new GraphCatcher(configuration);
    try (ProgramClasses classes = ProgramClasses.of(program, configuration, List::of);
        JobExecutors.Installation installed = JobExecutors.install(catcher)) {
      program.run(
          program.mainMethod(classes.loader()), arguments.toArray(String[]::new), classes.loader());
    } catch (ProgramAbort e) {
      return catcher.graph;
    }
    throw new FlyshuttleException(
        ErrorCode.NOTHING_EXECUTED,
        "the program ended without building a job: main must call execute()");
  }

  /** The fates in lines for people. */
  static List<String> explain(List<Line> plan) {
    List<String> lines = new ArrayList<>();
    for (Line line : plan) {
      String name =
          "\""
              + line.name()
              + "\" "
              + (line.uid().isEmpty() ? "without uid" : "uid \"" + line.uid() + "\"")
              + ", id "
              + (line.operator() != null ? line.operator() : line.saved());
      String what =
          switch (line.fate()) {
            case RESTORED ->
                line.saved().equals(line.operator())
                    ? "restored"
                    : "restored from " + line.saved() + ", by the mapping";
            case FRESH -> "starts empty: not in the saved state";
            case LEFT_BEHIND -> "left behind: not in the program";
            case REFUSED -> "REFUSED: " + line.reason();
          };
      lines.add(name + ": " + what);
    }
    return lines;
  }

  /** A mapping for what the program has no operator for; empty if there is nothing to map. */
  static String offer(List<Line> plan) {
    StringBuilder text = new StringBuilder(256);
    List<Line> fresh = plan.stream().filter(l -> l.fate() == Fate.FRESH).toList();
    for (Line line : plan) {
      if (line.operator() != null || line.fate() == Fate.FRESH) {
        continue;
      }
      String old = line.uid().isEmpty() ? line.saved().toString() : line.uid();
      List<Line> sameName = fresh.stream().filter(f -> f.name().equals(line.name())).toList();
      text.append("# ").append(line.name()).append('\n');
      if (sameName.size() == 1) {
        text.append(old).append('=').append(target(sameName.get(0))).append('\n');
      } else {
        text.append("# ").append(old).append("=one of the operators below\n");
      }
    }
    if (text.length() > 0) {
      text.append("# operators of the program without saved state:\n");
      fresh.forEach(
          f -> text.append("#   ").append(target(f)).append("  ").append(f.name()).append('\n'));
    }
    return text.toString();
  }

  private static String target(Line line) {
    return line.uid().isEmpty() ? line.operator().toString() : line.uid();
  }

  /** Keeps the first graph and ends the program there. */
  private static final class GraphCatcher implements JobExecutor {
    private final Configuration configuration;
    private JobGraph graph;

    GraphCatcher(Configuration configuration) {
      this.configuration = configuration;
    }

    @Override
    public JobClient submit(JobGraph first) {
      graph = first;
      throw new ProgramAbort();
    }

    @Override
    public int defaultParallelism() {
      return configuration.get(CoreOptions.DEFAULT_PARALLELISM);
    }

    @Override
    public Configuration configuration() {
      return configuration;
    }
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new ExplainCommand(console)).setStopAtPositional(true);
  }
}
