// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.CheckpointedSum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Sessions and jobs on a cluster that wants Kerberos, by each way to log in. */
@ExtendWith(SecuredClusterTest.Logs.class)
class SecuredClusterTest {
  /** Shows the logs of containers when a test fails. */
  static final class Logs implements TestWatcher {
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
      System.err.println("=== container logs of the failed test " + context.getDisplayName());
      System.err.println(cluster.containerLogs());
    }
  }

  private static SecuredCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    Distribution.assumePackaged();
    // two clusters at once are more than a small machine can take
    Session.stopShared();
    Cluster.stopShared();
    cluster = SecuredCluster.start("alice", "bob");
  }

  @AfterAll
  static void stopCluster() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    Distribution.removeUnpacked();
  }

  /** Whoever cannot log in is told why, and what to do, in one line. */
  @Test
  void whenNobodyIsLoggedInThenOneLineNamesTheWayOut() throws Exception {
    String keytab = "-Dsecurity.kerberos.login.keytab=";
    String principal = "-Dsecurity.kerberos.login.principal=";
    Path missing = cluster.directory().resolve("missing.keytab");
    Path text = Files.writeString(cluster.directory().resolve("text.keytab"), "not a keytab");
    Path stranger = cluster.kdc().unknownKeytab("stranger");
    Set<String> before = cluster.applications();
    Command.Running nobody = cluster.session().start();
    Command.Running half = cluster.session(principal + "alice").start();
    Command.Running noFile = cluster.session(principal + "alice", keytab + missing).start();
    Command.Running noKeytab = cluster.session(principal + "alice", keytab + text).start();
    Command.Running noKeys =
        cluster.session(principal + "bob", keytab + cluster.keytab("alice")).start();
    Path nowhere =
        Files.writeString(
            cluster.directory().resolve("nowhere.conf"),
            Files.readString(cluster.kdc().configuration())
                .replaceAll("kdc = localhost:\\d+", "kdc = localhost:1"));
    Command.Running noCentre =
        cluster
            .session(principal + "alice", keytab + cluster.keytab("alice"))
            .with("-Dsecurity.kerberos.krb5-conf.path=" + nowhere)
            .start();
    Command.Running noUser = cluster.session(principal + "stranger", keytab + stranger).start();
    refused(
        nobody,
        9,
        "error 1030 LOGIN_FAILED: this cluster wants Kerberos, and there is no valid ticket: run"
            + " kinit, or set security.kerberos.login.principal and"
            + " security.kerberos.login.keytab");
    refused(
        half,
        2,
        "error 1004 INVALID_OPTION: a login takes a keytab and a principal: set"
            + " security.kerberos.login.keytab too");
    refused(
        noFile,
        9,
        "error 1030 LOGIN_FAILED: the keytab "
            + missing
            + " does not exist (security.kerberos.login.keytab)");
    refused(noKeytab, 9, "error 1030 LOGIN_FAILED: " + text + " is not a keytab");
    refused(
        noKeys,
        9,
        "error 1030 LOGIN_FAILED: the keytab "
            + cluster.keytab("alice")
            + " has no keys of bob; it has those of "
            + cluster.kdc().principal("alice"));
    refused(
        noUser,
        9,
        "error 1030 LOGIN_FAILED: the login of stranger with the keytab " + stranger + " failed");
    refused(
        noCentre,
        9,
        "error 1030 LOGIN_FAILED: the login of alice with the keytab "
            + cluster.keytab("alice")
            + " failed: Connection refused");
    assertEquals(before, cluster.applications());
  }

  private static void refused(Command.Running command, int status, String start) {
    Command.Result result = command.await();
    assertEquals(status, result.status(), result.toString());
    assertEquals(1, result.err().strip().lines().count(), result.toString());
    assertTrue(result.err().startsWith(start), result.toString());
  }

  /**
   * The tokens that the session was launched with become worthless while it runs, as they do at the
   * end of their longest lifetime, and even the ApplicationMaster is replaced after that.
   */
  @Test
  void whenTheFirstTokensEndThenAStreamGoesOnWithThoseOfTheKeytab() throws Exception {
    String session =
        cluster
            .session(
                "-Dsecurity.kerberos.login.principal=alice",
                "-Dsecurity.kerberos.login.keytab=" + cluster.keytab("alice"),
                // of a day
                "-Dsecurity.delegation.tokens.renewal.time-ratio=0.00005")
            .run()
            .orFail()
            .value("application.id");
    String staging = "/user/alice/.flyshuttle/sessions/" + session;
    assertTrue(cluster.ask("list " + staging).contains(staging + "/krb5.keytab alice rw-------"));
    Command.Running job =
        cluster
            .flyshuttle("run", "-c", CheckpointedSum.class.getName())
            .with("-Dsecurity.kerberos.login.principal=alice")
            .with("-Dsecurity.kerberos.login.keytab=" + cluster.keytab("alice"))
            .with(ProgramJar.path().toString())
            .with("--gate", "hdfs:///gate", "--output", "hdfs:///user/alice/sums")
            .start();
    Await.until("two checkpoints", 240, () -> running(job) && cluster.newest(staging) >= 2);

    int known = cluster.tokens("alice").stream().mapToInt(i -> i).max().orElseThrow();
    Await.until("new tokens come twice", 120, () -> cluster.tokens("alice").contains(known + 2));
    cluster.ask("cancel alice " + known);
    assertFalse(cluster.tokens("alice").stream().anyMatch(number -> number <= known));
    cluster.killMaster(session);
    long before = cluster.newest(staging);
    Await.until(
        "more checkpoints", 240, () -> running(job) && cluster.newest(staging) > before + 1);

    cluster.ask("write /gate");
    assertEquals("FINISHED", job.await().orFail().value("job.status"));
    CheckpointedSumResult.check(cluster.ask("read /user/alice/sums"));
    for (String file : cluster.ask("list /user/alice/sums")) {
      assertTrue(file.contains(" alice "), file);
    }

    cluster
        .flyshuttle("stop-session", session)
        .with("-Dsecurity.kerberos.login.principal=alice")
        .with("-Dsecurity.kerberos.login.keytab=" + cluster.keytab("alice"))
        .run()
        .orFail();
    assertEquals(List.of(), cluster.ask("list " + staging));
  }

  private static boolean running(Command.Running job) {
    if (!job.isAlive()) {
      throw new AssertionError("the job has ended: " + job.await());
    }
    return true;
  }

  /**
   * What Oozie starts has tokens and no ticket, and its user is not that of the process; whoever
   * has run kinit needs nothing else.
   */
  @Test
  void shouldRunWithALaunchersTokensAndWithATicket() throws Exception {
    Path tokens = cluster.directory().resolve("launcher.tokens");
    cluster.ask("issue bob " + tokens);
    String session =
        cluster
            .session()
            .env("HADOOP_TOKEN_FILE_LOCATION", tokens.toString())
            .run()
            .orFail()
            .value("application.id");
    assertTrue(cluster.ask("applications").contains(session + " bob RUNNING UNDEFINED"));

    Path ticket = cluster.kdc().ticketCache("bob", cluster.keytab("bob"));
    cluster.ask("write /text to_be_or_not_to_be");
    Command.Result counted =
        cluster
            .flyshuttle("run", "-c", "io.flyshuttle.examples.batch.WordCount")
            .with(Distribution.home().resolve("examples/flyshuttle-examples.jar").toString())
            .with("--input", "hdfs:///text", "--output", "hdfs:///user/bob/counts")
            .env("KRB5CCNAME", ticket.toString())
            .run()
            .orFail();
    assertEquals("FINISHED", counted.value("job.status"));
    List<String> lines = cluster.ask("read /user/bob/counts").stream().sorted().toList();
    assertEquals(List.of("be,2", "not,1", "or,1", "to,2"), lines);
    for (String file : cluster.ask("list /user/bob/counts")) {
      assertTrue(file.contains(" bob "), file);
    }

    cluster
        .flyshuttle("stop-session", session)
        .env("HADOOP_TOKEN_FILE_LOCATION", tokens.toString())
        .run()
        .orFail();
    Await.until("all tokens are cancelled", 60, () -> cluster.tokens("bob").isEmpty());
  }
}
