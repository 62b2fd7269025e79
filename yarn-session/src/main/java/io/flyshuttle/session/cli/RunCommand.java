// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutionException;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.DeploymentOptions;
import io.flyshuttle.core.option.RestoreMode;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.session.client.ProgramJar;
import io.flyshuttle.session.client.SessionJobExecutor;
import io.flyshuttle.session.deploy.Staging;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flyshuttle run}. */
@Command(
    name = "run",
    description = "Runs a program; its jobs go to a session.",
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
  @Mixin private ProgramOptions program;
  @Mixin private SessionOption session;

  @Option(
      names = {"-d", "--detached"},
      description = "end as soon as the session has accepted the job")
  private boolean detached;

  @Option(
      names = {"-s", "--fromSavepoint"},
      paramLabel = "PATH",
      description = "start from this savepoint or checkpoint")
  private String savepoint;

  @Option(
      names = {"-n", "--allowNonRestoredState"},
      description = "leave out saved state that no operator claims")
  private boolean allowNonRestoredState;

  @Option(
      names = {"-rm", "--restoreMode", "--claimMode"},
      paramLabel = "MODE",
      description = "CLAIM: the job may delete the files it starts from; NO_CLAIM (default): never")
  private RestoreMode restoreMode;

  @Option(
      names = {"--claim"},
      description = "the same as --claimMode CLAIM")
  private boolean claim;

  @Option(
      names = {"-m", "--mapping"},
      paramLabel = "FILE",
      description = "a line old=new for each renamed operator; savepoint explain writes one")
  private Path mapping;

  @Option(
      names = {"-sae", "--shutdownOnAttachedExit"},
      description = "cancel the job if this command is ended before it")
  private boolean cancelOnExit;

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    ProgramJar jar = program.jar();
    Configuration configuration = session.configuration();
    restoreFrom(configuration);
    program.apply(configuration);
    configuration.set(DeploymentOptions.ATTACHED, !detached);
    Lookup lookup = new Lookup(configuration);
    lookup.start();
    try (ProgramClasses classes =
        ProgramClasses.of(jar, configuration, () -> lookup.shippedJars().get())) {
      Method main = jar.mainMethod(classes.loader());
      CompletableFuture<JobFile> upload = lookup.upload(jar);
      JobProgress progress = new JobProgress(console);
      SessionJobExecutor executor =
          new SessionJobExecutor(
              () -> HadoopAccess.join(lookup.connection).client(),
              own -> {
                List<JobFile> files = new ArrayList<>(List.of(HadoopAccess.join(upload)));
                own.forEach(file -> files.add(HadoopAccess.join(lookup.staging).shared(file)));
                return files;
              },
              configuration,
              classes.loader(),
              progress);
      if (cancelOnExit && !detached) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cancel(executor), "cancel"));
      }
      // main may open files: as whom must be settled by then
      HadoopAccess.configuration();
      try (JobExecutors.Installation installed = JobExecutors.install(executor)) {
        jar.run(main, program.arguments(), classes.loader());
      } catch (JobExecutionException e) {
        throw progress.explained(e);
      }
      if (executor.submitted().isEmpty()) {
        HadoopAccess.join(
            lookup.connection); // a session that is not there is the more important news
        throw new FlyshuttleException(
            ErrorCode.NOTHING_EXECUTED,
            "the program ended without running a job: main must call execute()");
      }
      return detached ? ExitStatus.OK : outcome(executor, progress);
    }
  }

  /** Puts what the job starts from where the program's environment reads it. */
  private void restoreFrom(Configuration configuration) {
    if (savepoint == null) {
      if (allowNonRestoredState || claim || restoreMode != null || mapping != null) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_COMMAND_LINE,
            "--allowNonRestoredState, --claim, --restoreMode and --mapping say how to start from a"
                + " savepoint: name it with -s PATH");
      }
      return;
    }
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, allowNonRestoredState);
    if (claim || restoreMode != null) {
      configuration.set(StateRecoveryOptions.RESTORE_MODE, claim ? RestoreMode.CLAIM : restoreMode);
    }
    if (mapping != null) {
      configuration.set(StateRecoveryOptions.OPERATOR_MAPPING, mapping.toString());
    }
  }

  /** Waits for jobs that main did not wait for, and tells the results. */
  private int outcome(SessionJobExecutor executor, JobProgress progress) throws Exception {
    for (JobClient job : executor.submitted()) {
      try {
        JobExecutionResult result = job.getJobExecutionResult().get();
        progress.result(result);
      } catch (java.util.concurrent.ExecutionException e) {
        if (e.getCause() instanceof JobExecutionException failed) {
          throw progress.explained(failed);
        }
        throw e;
      }
    }
    return ExitStatus.OK;
  }

  private static void cancel(SessionJobExecutor executor) {
    for (JobClient job : executor.submitted()) {
      CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
      if (!result.isDone()) {
        try {
          job.cancel().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
            | java.util.concurrent.TimeoutException e) {
          org.slf4j.LoggerFactory.getLogger(RunCommand.class)
              .warn("Job {} could not be cancelled", job.getJobID(), e);
        }
      }
    }
  }

  /** Finds the session and its files while the program is being loaded. */
  private final class Lookup {
    private final Configuration configuration;
    private final CompletableFuture<SessionOption.Connection> connection =
        new CompletableFuture<>();
    private final CompletableFuture<Staging> staging = new CompletableFuture<>();

    Lookup(Configuration configuration) {
      this.configuration = configuration;
    }

    /** Two daemon threads: one for the ResourceManager, one for the shared file system. */
    void start() {
      HadoopAccess.background(
          "staging", staging, () -> Staging.of(HadoopAccess.configuration(), configuration));
      HadoopAccess.background(
          "lookup",
          connection,
          () -> session.connect(HadoopAccess.cluster(), HadoopAccess.join(staging)));
    }

    CompletableFuture<JobFile> upload(ProgramJar jar) {
      CompletableFuture<JobFile> uploaded = new CompletableFuture<>();
      HadoopAccess.background(
          "upload", uploaded, () -> HadoopAccess.join(staging).jobFile(jar.file()));
      return uploaded;
    }

    Supplier<List<java.net.URL>> shippedJars() {
      return () -> {
        SessionOption.Connection found = HadoopAccess.join(connection);
        return found.staging().fetchShippedJars(found.report().applicationId());
      };
    }
  }

  static CommandLine parser(Console console) {
    // what follows the jar is the program's, whatever it looks like
    return new CommandLine(new RunCommand(console)).setStopAtPositional(true);
  }
}
