// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.SecurityOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.option.WorkerMemoryOptions;
import io.flyshuttle.core.option.YarnOptions;
import io.flyshuttle.protocol.launch.LaunchFile;
import io.flyshuttle.protocol.launch.SessionSpec;
import io.flyshuttle.protocol.launch.WorkerEnvironment;
import io.flyshuttle.session.client.SessionCluster;
import io.flyshuttle.session.client.SessionReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.LogAggregationContext;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.URL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a session: checks, stages, submits, waits. One call, one session. */
public final class SessionDeployer {
  private static final long ATTEMPT_FAILURES_MILLIS = TimeUnit.MINUTES.toMillis(10);
  private static final Logger LOG = LoggerFactory.getLogger(SessionDeployer.class);
  private static final int MAX_REASON = 600;
  private static final long POLL_MILLIS = 50;
  private static final long NEWS_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Set<String> LAUNCHER_TOKENS =
      Set.of("YARN_AM_RM_TOKEN", "RM_DELEGATION_TOKEN");
  private static final String ROLLED_LOGS = "(appmaster|worker)\\.log\\.[0-9]+";

  private final SessionCluster cluster;
  private final Staging staging;
  private final Installation installation;
  private final long startTimeoutMillis;
  private final Consumer<String> progress;

  /**
   * @param cluster where to start
   * @param staging where to put the files
   * @param installation what to put there
   * @param startTimeoutMillis how long to wait for the ApplicationMaster
   * @param progress gets a line every ten seconds while that takes
   */
  public SessionDeployer(
      SessionCluster cluster,
      Staging staging,
      Installation installation,
      long startTimeoutMillis,
      Consumer<String> progress) {
    this.cluster = cluster;
    this.staging = staging;
    this.installation = installation;
    this.startTimeoutMillis = startTimeoutMillis;
    this.progress = progress;
  }

  /** The sizes of a session, read from its configuration. */
  private record Shape(
      int workers, MasterMemory master, int workerMegabytes, int slots, int workerCores) {

    static Shape of(Configuration configuration) {
      int slots = configuration.get(TaskManagerOptions.NUM_TASK_SLOTS);
      int cores = configuration.get(YarnOptions.VCORES);
      Shape shape =
          new Shape(
              configuration.get(YarnOptions.CONTAINERS),
              MasterMemory.of(configuration),
              WorkerMemoryOptions.containerMegabytes(configuration),
              slots,
              cores > 0 ? cores : slots);
      require(shape.workers >= 0, "--container cannot be negative: " + shape.workers);
      require(slots >= 1, "a worker needs at least one slot (--slots), not " + slots);
      return shape;
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new FlyshuttleException(ErrorCode.INVALID_OPTION, message);
      }
    }
  }

  /**
   * Starts a session and waits until its ApplicationMaster has registered.
   *
   * @param configuration the session's effective configuration
   * @param tags further tags
   * @return the session as the ResourceManager shows it then
   */
  public SessionReport start(Configuration configuration, Set<String> tags)
      throws IOException, InterruptedException {
    Shape shape = Shape.of(configuration);
    LaunchCommand commands = new LaunchCommand(configuration, installation.archivedRoles());
    String masterCommand = commands.master(shape.master);
    String workerCommand = commands.worker(shape.workerMegabytes);
    String queue = configuration.get(YarnOptions.APPLICATION_QUEUE);
    checkQueue(queue);
    SessionCluster.NewApplication place = cluster.newApplication();
    checkSize(
        "the ApplicationMaster", "--jobManagerMemory", shape.master.containerMegabytes(), place);
    checkSize("a worker", "--taskManagerMemory", shape.workerMegabytes, place);
    Shape fitted = fitCores(shape, place);

    FileStatus engine = staging.engine(installation);
    List<Staging.ShippedFile> shipped =
        staging.ship(configuration.get(YarnOptions.SHIP_FILES), cluster);
    String applicationId = place.applicationId();
    org.apache.hadoop.fs.Path directory = staging.sessionDirectory(applicationId);
    boolean submitted = false;
    Runnable takeBack = () -> takeBack(applicationId, directory);
    // before Hadoop's own hook, which closes its file systems
    ShutdownHookManager.get().addShutdownHook(takeBack, FileSystem.SHUTDOWN_HOOK_PRIORITY + 10);
    try {
      List<LaunchFile> files = new ArrayList<>();
      files.add(file(SessionSpec.ENGINE_LINK, engine, true, true));
      for (Staging.ShippedFile each : shipped) {
        files.add(file(each.name(), each.status(), false, true));
      }
      String classPath =
          LaunchCommand.classPath(
              installation.jars(), shipped.stream().map(Staging.ShippedFile::name).toList());
      Map<String, String> environment = new TreeMap<>();
      environment.put("CLASSPATH", classPath);
      if (!UserGroupInformation.isSecurityEnabled()) {
        // without security, a container's process is the NodeManager's user unless told otherwise
        environment.put("HADOOP_USER_NAME", cluster.user());
      }
      environment.put(WorkerEnvironment.SLOTS, Integer.toString(fitted.slots));
      environment.put(WorkerEnvironment.MEMORY_MEGABYTES, Integer.toString(fitted.workerMegabytes));
      String nodeLabel = configuration.get(YarnOptions.APPLICATION_NODE_LABEL);
      SessionSpec spec =
          new SessionSpec(
              configuration.get(YarnOptions.APPLICATION_NAME),
              directory.toUri().toString(),
              fitted.workers,
              fitted.master.containerMegabytes(),
              fitted.workerMegabytes,
              fitted.slots,
              fitted.workerCores,
              nodeLabel == null ? "" : nodeLabel,
              workerCommand,
              environment,
              files);
      FileStatus archive = staging.writeSession(directory, spec, configuration, installation);
      FileStatus keytab = keytab(configuration, directory);
      ApplicationSubmissionContext submission =
          submission(place, spec, configuration, masterCommand, archive, keytab, tags, queue);
      cluster.submit(submission);
      submitted = true;
      LOG.info("Submitted {}", applicationId);
      sweepMeanwhile();
      return await(applicationId, directory);
    } finally {
      if (!ShutdownHookManager.get().isShutdownInProgress()) {
        ShutdownHookManager.get().removeShutdownHook(takeBack);
        if (!submitted) {
          staging.remove(directory);
        }
      }
    }
  }

  /** The copy of the keytab for the ApplicationMaster, which is the only one to get it; or null. */
  private FileStatus keytab(Configuration configuration, org.apache.hadoop.fs.Path directory) {
    String keytab = configuration.get(SecurityOptions.KERBEROS_LOGIN_KEYTAB);
    return keytab == null || !UserGroupInformation.isSecurityEnabled()
        ? null
        : staging.writeKeytab(directory, Path.of(keytab));
  }

  /** The process is being ended, by Ctrl-C or otherwise, before the session is up. */
  private void takeBack(String applicationId, org.apache.hadoop.fs.Path directory) {
    LOG.info("The start of {} was interrupted: it is taken back", applicationId);
    try {
      cluster.kill(applicationId, "its start was interrupted");
    } catch (RuntimeException e) {
      LOG.info("{} could not be killed: it may not have been submitted yet", applicationId, e);
    }
    staging.remove(directory);
  }

  /** While the ApplicationMaster starts there is time to clean up after earlier ones. */
  private void sweepMeanwhile() {
    Thread sweep = new Thread(() -> staging.sweep(cluster), "sweep");
    sweep.setDaemon(true);
    sweep.start();
  }

  private void checkQueue(String queue) {
    if (queue == null) {
      return;
    }
    SessionCluster.Queue found =
        cluster
            .queue(queue)
            .orElseThrow(
                () ->
                    new FlyshuttleException(
                        ErrorCode.QUEUE_NOT_USABLE,
                        "there is no queue \""
                            + queue
                            + "\"; queues of this cluster: "
                            + cluster.queues().stream()
                                .map(SessionCluster.Queue::name)
                                .collect(Collectors.joining(", "))));
    if (!found.running() || !found.leaf()) {
      throw new FlyshuttleException(
          ErrorCode.QUEUE_NOT_USABLE,
          found.leaf()
              ? "queue \"" + queue + "\" is stopped"
              : "queue \"" + queue + "\" has queues below it: name one of these");
    }
  }

  private static void checkSize(
      String what, String option, int megabytes, SessionCluster.NewApplication place) {
    if (megabytes > place.largestMegabytes()) {
      throw new FlyshuttleException(
          ErrorCode.CONTAINER_TOO_LARGE,
          what
              + " of "
              + megabytes
              + " MB fits on no node: the largest container of this cluster has "
              + place.largestMegabytes()
              + " MB ("
              + option
              + ")");
    }
  }

  /** Cores asked for by default are the slots; a node with fewer must not make that an error. */
  private static Shape fitCores(Shape shape, SessionCluster.NewApplication place) {
    int cores = Math.min(shape.workerCores, Math.max(1, place.largestCores()));
    return new Shape(shape.workers, shape.master, shape.workerMegabytes, shape.slots, cores);
  }

  private static LaunchFile file(String link, FileStatus status, boolean archive, boolean shared) {
    return new LaunchFile(
        link,
        status.getPath().toUri().toString(),
        status.getLen(),
        status.getModificationTime(),
        archive,
        shared);
  }

  private ApplicationSubmissionContext submission(
      SessionCluster.NewApplication place,
      SessionSpec spec,
      Configuration configuration,
      String masterCommand,
      FileStatus archive,
      FileStatus keytabOrNull,
      Set<String> tags,
      String queue)
      throws IOException {
    Map<String, LocalResource> resources = new HashMap<>();
    for (LaunchFile file : spec.files()) {
      resources.put(file.link(), resource(file));
    }
    resources.put(
        SessionSpec.CONF_LINK, resource(file(SessionSpec.CONF_LINK, archive, true, false)));
    if (keytabOrNull != null) {
      resources.put(
          SessionSpec.KEYTAB_LINK,
          resource(file(SessionSpec.KEYTAB_LINK, keytabOrNull, false, false)));
    }
    Map<String, String> environment = new HashMap<>(spec.workerEnvironment());
    environment.put(
        SessionSpec.CONF_ARCHIVE_VARIABLE, archive.getLen() + ":" + archive.getModificationTime());
    ContainerLaunchContext container =
        ContainerLaunchContext.newInstance(
            resources, environment, List.of(masterCommand), null, tokens(configuration), null);
    int priority = configuration.get(YarnOptions.APPLICATION_PRIORITY);
    ApplicationSubmissionContext submission =
        ApplicationSubmissionContext.newInstance(
            ApplicationId.fromString(place.applicationId()),
            spec.name(),
            queue,
            priority < 0 ? null : Priority.newInstance(priority),
            container,
            false,
            true,
            configuration.get(YarnOptions.APPLICATION_ATTEMPTS),
            Resource.newInstance(
                spec.masterMemoryMegabytes(), configuration.get(YarnOptions.APP_MASTER_VCORES)),
            SessionCluster.APPLICATION_TYPE,
            // workers outlive the ApplicationMaster and go over to the next one
            true);
    // a session that runs for weeks may lose its ApplicationMaster more than once
    submission.setAttemptFailuresValidityInterval(ATTEMPT_FAILURES_MILLIS);
    Set<String> allTags = new LinkedHashSet<>(tags);
    allTags.add(SessionCluster.SESSION_TAG);
    for (String tag : configuration.get(YarnOptions.APPLICATION_TAGS).split(",")) {
      if (!tag.isBlank()) {
        allTags.add(tag.strip());
      }
    }
    submission.setApplicationTags(allTags);
    if (!spec.nodeLabel().isEmpty()) {
      submission.setNodeLabelExpression(spec.nodeLabel());
    }
    // only what has been rolled is taken while the session runs: YARN removes what it has taken
    submission.setLogAggregationContext(
        LogAggregationContext.newInstance(null, null, ROLLED_LOGS, null));
    return submission;
  }

  private static LocalResource resource(LaunchFile file) {
    return LocalResource.newInstance(
        URL.fromURI(java.net.URI.create(file.uri())),
        file.archive() ? LocalResourceType.ARCHIVE : LocalResourceType.FILE,
        file.shared() ? LocalResourceVisibility.PRIVATE : LocalResourceVisibility.APPLICATION,
        file.sizeBytes(),
        file.modifiedMillis());
  }

  /** What the session's containers need to be let in by file systems. */
  private ByteBuffer tokens(Configuration configuration) throws IOException {
    Credentials credentials = new Credentials();
    if (UserGroupInformation.isSecurityEnabled()) {
      // a launcher's, if there is one: its own way to the ResourceManager is nobody else's business
      for (Token<?> token : UserGroupInformation.getCurrentUser().getTokens()) {
        if (!LAUNCHER_TOKENS.contains(token.getKind().toString())) {
          credentials.addToken(token.getService(), token);
        }
      }
      staging.addTokens(
          cluster.tokenRenewer(),
          configuration.get(SecurityOptions.KERBEROS_HADOOP_FILESYSTEMS_TO_ACCESS),
          credentials);
    }
    DataOutputBuffer buffer = new DataOutputBuffer();
    credentials.writeTokenStorageToStream(buffer);
    return ByteBuffer.wrap(buffer.getData(), 0, buffer.getLength());
  }

  private SessionReport await(String applicationId, org.apache.hadoop.fs.Path directory)
      throws InterruptedException {
    long begin = System.nanoTime();
    long deadline = begin + TimeUnit.MILLISECONDS.toNanos(startTimeoutMillis);
    long nextNews = begin + NEWS_NANOS;
    while (true) {
      SessionReport report = cluster.report(applicationId).orElseThrow();
      if (report.isServing()) {
        return report;
      }
      if (report.hasEnded()) {
        staging.remove(directory);
        throw new FlyshuttleException(
            ErrorCode.SESSION_FAILED,
            "the session did not start: "
                + applicationId
                + " is "
                + report.state()
                + ": "
                + reason(report.diagnostics())
                + " (yarn logs -applicationId "
                + applicationId
                + ")");
      }
      if (System.nanoTime() > deadline) {
        cluster.kill(applicationId, "the session did not start in time");
        staging.remove(directory);
        boolean waiting = report.state().equals("ACCEPTED");
        throw new FlyshuttleException(
            waiting ? ErrorCode.QUEUE_NOT_USABLE : ErrorCode.TIMED_OUT,
            "the session did not start within "
                + startTimeoutMillis / 1000
                + " s and was taken back: "
                + (waiting ? "queue " + report.queue() + " is full" : "state " + report.state())
                + (report.diagnostics().isBlank() ? "" : "; " + reason(report.diagnostics()))
                + ". Wait longer with --startTimeout SECONDS"
                + (waiting
                    ? ", or name another queue with --queue"
                    : "; yarn logs -applicationId " + applicationId + " shows how far it came"));
      }
      if (System.nanoTime() > nextNews) {
        nextNews += NEWS_NANOS;
        progress.accept(
            applicationId
                + " is "
                + report.state()
                + " in queue "
                + report.queue()
                + (report.diagnostics().isBlank() ? "" : ": " + reason(report.diagnostics())));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** YARN's report in one line: what the process wrote to standard error, if it is quoted. */
  static String reason(String diagnostics) {
    String mark = "bytes of stderr :";
    int quoted = diagnostics.indexOf(mark);
    String told = quoted < 0 ? diagnostics : diagnostics.substring(quoted + mark.length());
    int end = told.indexOf("For more detailed output");
    String text = (end < 0 ? told : told.substring(0, end)).strip();
    String line = text.replaceAll("\\s*\\n\\s*", " | ");
    return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
  }
}
