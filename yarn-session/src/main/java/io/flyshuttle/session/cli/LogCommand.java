// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.session.client.JsonTree;
import io.flyshuttle.session.client.SessionClient;
import io.flyshuttle.session.client.SessionCluster;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flyshuttle log}. */
@Command(
    name = "log",
    description = "Prints the end of the log of a worker, or of the ApplicationMaster.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LogCommand implements Callable<Integer> {
  private static final int MAX_KILOBYTES = 256;
  private static final String APPLICATION = "application_";

  @Mixin private SessionOption session;

  @Parameters(
      paramLabel = "WORKER",
      arity = "0..2",
      description =
          "a worker: its id (a container's) or the last part of it; without one, the"
              + " ApplicationMaster. The session's application id may stand before it")
  private List<String> words = List.of();

  @Option(
      names = {"-k", "--kilobytes"},
      paramLabel = "N",
      description = "how much of the end, at most 256 (default: ${DEFAULT-VALUE})")
  private int kilobytes = 64;

  @Option(
      names = {"-l", "--list"},
      description = "show the workers in place of a log")
  private boolean list;

  private final Console console;

  LogCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean named = !words.isEmpty() && words.get(0).startsWith(APPLICATION);
    List<String> workers = named ? words.subList(1, words.size()) : words;
    if (workers.size() > 1) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_COMMAND_LINE,
          "\"" + words.get(0) + "\" is not an application id, and only one worker can be named");
    }
    if (kilobytes < 1 || kilobytes > MAX_KILOBYTES) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_COMMAND_LINE,
          "--kilobytes must be from 1 to " + MAX_KILOBYTES + ", not " + kilobytes);
    }
    if (named) {
      session.choose(words.get(0));
    }
    Configuration configuration = session.configuration();
    try (SessionCluster cluster = HadoopAccess.cluster()) {
      SessionClient client = session.connect(cluster, configuration).client();
      if (list) {
        client.workers().objects("workers").forEach(worker -> console.print(line(worker)));
      } else {
        console.print(client.log(workers.isEmpty() ? null : workers.get(0), kilobytes << 10));
      }
      return ExitStatus.OK;
    }
  }

  private static String line(JsonTree worker) {
    return String.join(
        "\t",
        worker.text("id"),
        worker.text("host"),
        worker.number("slotsFree") + " of " + worker.number("slots") + " slots free",
        "process " + worker.number("pid"));
  }

  static CommandLine parser(Console console) {
    return new CommandLine(new LogCommand(console));
  }
}
