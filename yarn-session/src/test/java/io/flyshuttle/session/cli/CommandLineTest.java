// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.option.YarnOptions;
import io.flyshuttle.session.deploy.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandLineTest {
  @TempDir Path home;

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Console console = new Console(new PrintStream(results), new PrintStream(messages));

  private String message() {
    return messages.toString(StandardCharsets.UTF_8).strip();
  }

  private Configuration session(String... arguments) throws IOException {
    Path conf = Files.createDirectories(home.resolve("conf"));
    SessionCommand command = new SessionCommand(console);
    new CommandLine(command).parseArgs(arguments);
    return command.configuration(new Installation(home, conf, home.resolve("derived")));
  }

  @Test
  void shouldTakeTheSessionLineOfOldNotesAsItIs() throws IOException {
    Configuration configuration =
        session(
            "--container", "5",
            "--jobManagerMemory", "4024",
            "--taskManagerMemory", "4048",
            "--slots", "10",
            "--jar", "/lib/kafka-connector.jar,/lib/jedis.jar");

    assertEquals(5, configuration.get(YarnOptions.CONTAINERS));
    assertEquals(4024, configuration.get(JobManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
    assertEquals(4048, configuration.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
    assertEquals(10, configuration.get(TaskManagerOptions.NUM_TASK_SLOTS));
    assertEquals(
        List.of("/lib/kafka-connector.jar", "/lib/jedis.jar"),
        configuration.get(YarnOptions.SHIP_FILES));
  }

  @Test
  void shouldTakeShortNamesAndSizesWithUnits() throws IOException {
    Configuration configuration =
        session(
            "-n", "2", "-jm", "1g", "-tm", "2048m", "-s", "3", "-nm", "nightly", "-qu", "etl",
            "-at", "a,b", "-nl", "ssd", "-p", "4", "-d");

    assertEquals(2, configuration.get(YarnOptions.CONTAINERS));
    assertEquals(1024, configuration.get(JobManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
    assertEquals(2048, configuration.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
    assertEquals(3, configuration.get(TaskManagerOptions.NUM_TASK_SLOTS));
    assertEquals("nightly", configuration.get(YarnOptions.APPLICATION_NAME));
    assertEquals("etl", configuration.get(YarnOptions.APPLICATION_QUEUE));
    assertEquals("a,b", configuration.get(YarnOptions.APPLICATION_TAGS));
    assertEquals("ssd", configuration.get(YarnOptions.APPLICATION_NODE_LABEL));
    assertEquals(4, configuration.get(YarnOptions.APPLICATION_PRIORITY));
  }

  @Test
  void whenAnOptionIsGivenThenItWinsOverTheFileAndItsOtherNames() throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/flyshuttle.yaml"),
        "taskmanager.memory.process.size: 9g\ntaskmanager.numberOfTaskSlots: 7\n");

    Configuration configuration = session("-tm", "1024", "-Dparallelism.default=3");

    assertEquals(1024, configuration.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
    assertEquals(7, configuration.get(TaskManagerOptions.NUM_TASK_SLOTS));
    assertEquals("3", configuration.getString("parallelism.default", ""));
  }

  @Test
  void shouldSuggestTheNearestOption() {
    int status = Main.run(console, "session", "--contianer", "5");

    assertEquals(ExitStatus.USAGE, status);
    assertEquals(1, message().lines().count());
    assertTrue(message().contains("did you mean \"--container\"?"), message());
  }

  @Test
  void whenNoCommandIsNamedThenTheCommandsAreShownAsAnError() {
    assertEquals(ExitStatus.USAGE, Main.run(console));
    assertTrue(message().contains("stop-session"), message());
    assertEquals("", results.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldShowSettingsAsTheyAreWritten() {
    String help = Main.settingsAsWritten(SessionCommand.parser(console).getUsageMessage());

    assertTrue(help.contains("-DKEY=VALUE"), help);
    assertTrue(!help.contains("-D=KEY"), help);
    assertTrue(help.contains("-n=N"), help);
  }

  @Test
  void shouldRefuseASettingWithoutKey() {
    FlyshuttleException e = assertThrows(FlyshuttleException.class, () -> session("-D", "=3"));

    assertEquals(ErrorCode.INVALID_COMMAND_LINE, e.code());
    assertTrue(e.getMessage().contains("needs a key"), e.getMessage());
  }

  @Test
  void whenAnErrorIsThrownThenItIsOneLineToo() {
    assertEquals(ExitStatus.INTERNAL, Main.fail(console, new StackOverflowError()));
    assertEquals(1, message().lines().count(), message());
  }

  @Test
  void shouldSuggestTheNearestCommand() {
    assertEquals(ExitStatus.USAGE, Main.run(console, "lsit"));
    assertTrue(message().contains("did you mean \"list\"?"), message());
  }

  @Test
  void shouldRefuseAValueThatIsNoNumber() {
    assertEquals(ExitStatus.USAGE, Main.run(console, "session", "--slots", "many"));
    assertEquals(1, message().lines().count());
    assertTrue(message().contains("--slots"), message());
  }

  @Test
  void shouldLeaveWhatFollowsTheJarToTheProgram() {
    CommandLine parser = RunCommand.parser(console);

    CommandLine.ParseResult parsed =
        parser.parseArgs(
            "-p", "2", "-c", "X", "-d", "app.jar", "-p", "9", "--input", "a b", "-Dx=y", "--help");

    assertEquals(
        List.of("app.jar", "-p", "9", "--input", "a b", "-Dx=y", "--help"),
        parsed.originalArgs().subList(5, 12));
    assertEquals(2, parsed.matchedOptionValue("-p", 0));
    assertTrue(parsed.matchedOptionValue("-d", false));
  }

  @Test
  void shouldRefuseARunWithoutAJar() {
    assertEquals(ExitStatus.USAGE, Main.run(console, "run", "-d"));
    assertTrue(message().contains("JAR"), message());
  }

  @Test
  void shouldRefuseAJarThatIsNotThere() {
    assertEquals(ExitStatus.PROGRAM, Main.run(console, "run", home.resolve("none.jar").toString()));
    assertTrue(message().contains("none.jar"), message());
    assertEquals(1, message().lines().count());
  }

  @Test
  void shouldRefuseWhatIsNoJobId() {
    assertEquals(ExitStatus.USAGE, Main.run(console, "cancel", "17"));
    assertTrue(message().contains("32 hex digits"), message());
  }

  @Test
  void shouldPrintResultsAsProperties() {
    console.result("job.id", "a\\b\nc");

    assertEquals("job.id=a\\\\b\\nc", results.toString(StandardCharsets.UTF_8).strip());
  }
}
