// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Nearest;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The entry point of all commands. Only the class of the command that was called is loaded; every
 * failure ends here as one line and an exit status.
 */
public final class Main {
  private static final Map<String, Function<Console, CommandLine>> COMMANDS = new TreeMap<>();

  static {
    COMMANDS.put("session", SessionCommand::parser);
    COMMANDS.put("list", ListCommand::parser);
    COMMANDS.put("cancel", CancelCommand::parser);
    COMMANDS.put("log", LogCommand::parser);
    COMMANDS.put("stop-session", StopSessionCommand::parser);
    COMMANDS.put("run", RunCommand::parser);
    COMMANDS.put("savepoint", SavepointCommand::parser);
    COMMANDS.put("stop", StopCommand::parser);
    COMMANDS.put("checkpoint", CheckpointCommand::parser);
    COMMANDS.put("info", InfoCommand::parser);
    COMMANDS.put("backpressure", BackpressureCommand::parser);
  }

  private static final int LOG_SETTINGS_PAUSES = 200;
  private static final long PAUSE_NANOS = 5_000_000;

  private static final Set<String> ON_CLUSTER =
      Set.of(
          "session",
          "list",
          "cancel",
          "log",
          "stop-session",
          "run",
          "savepoint",
          "stop",
          "checkpoint",
          "backpressure");

  private Main() {}

  /** Runs a command and ends the process with its status. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    if (arguments.length > 0 && ON_CLUSTER.contains(arguments[0]) && !asksForHelp(arguments)) {
      HadoopAccess.prefetch();
    }
    int status = run(new Console(out, System.err), arguments);
    out.flush();
    // a program may have left threads behind
    System.exit(status);
  }

  private static boolean asksForHelp(String[] arguments) {
    return arguments.length > 1 && (arguments[1].equals("--help") || arguments[1].equals("-h"));
  }

  /** Runs a command; returns its exit status. */
  static int run(Console console, String... arguments) {
    if (arguments.length == 0) {
      console.say("%s", HELP);
      return ExitStatus.USAGE;
    }
    String command = arguments[0];
    switch (command) {
      case "--version", "-v", "version" -> {
        console.print("Flyshuttle " + Version.text());
        return ExitStatus.OK;
      }
      case "--help", "-h", "help" -> {
        console.print(HELP);
        return ExitStatus.OK;
      }
      default -> {
        Function<Console, CommandLine> parser = COMMANDS.get(command);
        if (parser == null) {
          return fail(console, unknownCommand(command));
        }
        CommandLine commandLine = parser.apply(console);
        // yarn-session.sh is a script of its own
        if (!command.equals("session")) {
          commandLine.setCommandName("flyshuttle " + command);
        }
        return execute(console, commandLine, Arrays.copyOfRange(arguments, 1, arguments.length));
      }
    }
  }

  private static int execute(Console console, CommandLine parser, String[] arguments) {
    parser.setExecutionExceptionHandler((failure, commandLine, parsed) -> fail(console, failure));
    parser.setParameterExceptionHandler(
        (failure, ignored) -> fail(console, usageFailure(failure, parser)));
    StringWriter help = new StringWriter();
    parser.setOut(new PrintWriter(help));
    try {
      int status = parser.execute(arguments);
      if (!help.getBuffer().isEmpty()) {
        console.print(settingsAsWritten(help.toString()).stripTrailing());
      }
      return status;
    } catch (Error e) {
      // the parser hands only exceptions to its handlers
      return fail(console, e);
    }
  }

  /** Help with settings as people write them, -DKEY=VALUE, where the parser has -D=KEY=VALUE. */
  static String settingsAsWritten(String help) {
    return help.replace("D=KEY=VALUE ", "DKEY=VALUE  ").replace("D=KEY=VALUE", "DKEY=VALUE");
  }

  private static FlyshuttleException unknownCommand(String command) {
    Optional<String> nearest = Nearest.to(command, COMMANDS.keySet());
    return new FlyshuttleException(
        ErrorCode.INVALID_COMMAND_LINE,
        "there is no command \""
            + command
            + "\""
            + nearest.map(near -> "; did you mean \"" + near + "\"?").orElse("")
            + " Commands: "
            + String.join(", ", COMMANDS.keySet()));
  }

  private static FlyshuttleException usageFailure(
      CommandLine.ParameterException failure, CommandLine parser) {
    String message = failure.getMessage().replace("option option", "option") + "; see --help";
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      List<String> known = parser.getCommandSpec().optionsMap().keySet().stream().toList();
      message =
          word.startsWith("-")
              ? "there is no option \""
                  + option
                  + "\""
                  + Nearest.to(option, known)
                      .map(near -> "; did you mean \"" + near + "\"?")
                      .orElse("; see --help")
              : "unexpected argument \"" + word + "\"; see --help";
    }
    return new FlyshuttleException(ErrorCode.INVALID_COMMAND_LINE, message.strip(), failure);
  }

  /** Says what went wrong in one line, keeps the rest for the log; returns the exit status. */
  static int fail(Console console, Throwable failure) {
    Logger log = LoggerFactory.getLogger(Main.class);
    FlyshuttleException coded = null;
    for (Throwable t = failure; t != null && coded == null; t = t.getCause()) {
      if (t instanceof FlyshuttleException found) {
        coded = found;
      }
    }
    if (coded == null) {
      coded =
          new FlyshuttleException(
              ErrorCode.INTERNAL, "unexpected failure: " + failure + " (see the log)", failure);
    }
    awaitSettings(log);
    log.error("{}", coded.code(), failure);
    String line = String.valueOf(coded.getMessage()).strip().replaceAll("\\s*\\R\\s*", " | ");
    console.say("%s", "error " + coded.code().number() + " " + coded.code() + ": " + line);
    return ExitStatus.of(coded.code());
  }

  /**
   * One of the threads that open Hadoop may just be reading the log settings. Until it has, errors
   * would go to standard output, which is for results only, and no other level is enabled.
   */
  private static void awaitSettings(Logger log) {
    for (int i = 0; i < LOG_SETTINGS_PAUSES && !log.isInfoEnabled(); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static final String HELP =
      """
      flyshuttle COMMAND [options]

        run           run a program's main class; its jobs go to a session
        info          print a program's plan as JSON without running it
        list          show the jobs of a session
        cancel        cancel a job
        savepoint     save a job's state; inspect a savepoint; explain what a program would restore
        stop          save a streaming job's state and end it
        checkpoint    make a checkpoint of a job now, or show its checkpoints
        backpressure  show where a job's backpressure starts, and how its tasks spend their time
        log           print the end of the log of a worker or of the ApplicationMaster
        stop-session  end a session
        --version     print the version

      A session is started by bin/yarn-session.sh. Each command has --help.
      Exit status and error codes: docs/errors.md.""";
}
