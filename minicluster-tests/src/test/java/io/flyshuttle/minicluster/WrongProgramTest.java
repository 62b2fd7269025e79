// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.CopyText;
import io.flyshuttle.minicluster.program.ErasedType;
import io.flyshuttle.minicluster.program.FailingMap;
import io.flyshuttle.minicluster.program.IdleMain;
import io.flyshuttle.minicluster.program.NoMain;
import io.flyshuttle.minicluster.program.ThrowingMain;
import io.flyshuttle.minicluster.program.UnserializableFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wrong programs and wrong paths get one clear line and a status that says what kind it was. */
@ClusterTest
@SharedSession
class WrongProgramTest {
  private static final int JOB_FAILED = 1;
  private static final int USAGE = 2;
  private static final int PROGRAM = 3;
  private static final int DATA = 4;

  private static Cluster cluster;
  private static Session session;

  @BeforeAll
  static void startSession() {
    cluster = Cluster.get();
    session = Session.shared(cluster);
  }

  /** Expects the status, and a first line of standard error with all the words. */
  private static void expect(int status, Command.Result result, String... words) {
    String line =
        result.err().lines().filter(text -> text.startsWith("error ")).findFirst().orElse("");
    for (String word : words) {
      assertTrue(line.contains(word), "'" + word + "' is missing in:\n" + result);
    }
    assertEquals(status, result.status(), result.toString());
  }

  @Test
  void shouldNameAMissingJar() {
    expect(PROGRAM, session.run("x.Main", "/nowhere/job.jar").run(), "/nowhere/job.jar");
  }

  @Test
  void shouldNameAFileThatIsNoJar() throws Exception {
    Path file = Files.createTempFile("no", ".jar");
    Files.writeString(file, "not a jar");
    expect(PROGRAM, session.run("x.Main", file.toString()).run(), file.toString());
    Files.delete(file);
  }

  @Test
  void shouldNameAClassThatIsNotInTheJar() {
    expect(
        PROGRAM,
        session.run("io.flyshuttle.Nobody", ProgramJar.path().toString()).run(),
        "io.flyshuttle.Nobody");
  }

  @Test
  void shouldNameAClassWithoutMain() {
    expect(PROGRAM, session.run(NoMain.class).run(), NoMain.class.getName(), "main");
  }

  @Test
  void shouldSayThatMainThrew() {
    expect(
        JOB_FAILED,
        session.run(ThrowingMain.class).run(),
        "the moon is wrong",
        "IllegalStateException");
  }

  @Test
  void shouldSayThatNothingWasExecuted() {
    expect(PROGRAM, session.run(IdleMain.class).run(), "execute");
  }

  @Test
  void shouldNameTheFieldThatIsNotSerializable() {
    expect(PROGRAM, session.run(UnserializableFunction.class).run(), "secretThread");
  }

  @Test
  void shouldSayHowToGiveATypeThatErasureHides() {
    expect(PROGRAM, session.run(ErasedType.class).run(), "returns(");
  }

  @Test
  void shouldShowTheFrameOfTheUser() {
    Command.Result result = session.run(FailingMap.class).run();
    expect(JOB_FAILED, result, "/ by zero");
    assertTrue(result.err().contains("FailingMap$Divide.map"), result.toString());
  }

  @Test
  void shouldNameAMissingInput() {
    expect(
        DATA,
        session
            .run(CopyText.class, "--input", "hdfs:///nowhere/text")
            .with("--output", "hdfs:///wrong/out")
            .run(),
        "hdfs:/nowhere/text");
  }

  @Test
  void shouldRefuseAnOutputThatExists() throws Exception {
    String input = cluster.writeText("/wrong/in", "a\nb\n");
    String output = cluster.writeText("/wrong/precious", "precious");
    Command copy = session.run(CopyText.class, "--input", input).with("--output", output);
    expect(DATA, copy.run(), "/wrong/precious", "fs.overwrite-files");
    assertEquals(List.of("precious"), cluster.readLines("/wrong/precious"));
  }

  @Test
  void shouldSuggestTheNearestOption() {
    Command.Result result = cluster.flyshuttle("run", "--clas", "x", "y.jar").run();
    assertEquals(USAGE, result.status(), result.toString());
    assertTrue(result.err().contains("--class"), result.toString());
    assertFalse(result.err().contains("\tat "), result.toString());
  }

  @Test
  void shouldSuggestTheNearestKey() {
    Command.Result result =
        cluster.script("yarn-session.sh", "-d", "-D", "taskmanager.numberOfTaskSlot=2").run();
    assertEquals(USAGE, result.status(), result.toString());
    assertTrue(result.err().contains("taskmanager.numberOfTaskSlots"), result.toString());
  }
}
