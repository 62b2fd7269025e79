// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import io.flyshuttle.appmaster.control.ExecutorControlThread;
import io.flyshuttle.appmaster.process.SessionProcess;
import io.flyshuttle.appmaster.session.FileJobJournal;
import io.flyshuttle.appmaster.session.SessionSettings;
import io.flyshuttle.appmaster.web.WebSettings;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.AtomicPublish;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ConfigurationFile;
import io.flyshuttle.core.option.SecurityOptions;
import io.flyshuttle.core.option.WebOptions;
import io.flyshuttle.protocol.launch.KerberosFile;
import io.flyshuttle.protocol.launch.LaunchFile;
import io.flyshuttle.protocol.launch.SessionSpec;
import io.flyshuttle.protocol.wire.EndpointSettings;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;
import org.apache.hadoop.yarn.api.ApplicationMasterProtocol;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first container of a session: YARN's ApplicationMaster with the JobManager in it. Registers
 * and asks for workers in one thread while the JobManager's ports are opened in another.
 */
public final class ApplicationMaster {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationMaster.class);
  private static final String JOBS_DIRECTORY = "jobs";
  private static final int FAILED = 1;

  private final java.nio.file.Path directory;
  private final Map<String, String> environment;

  private ApplicationMaster(java.nio.file.Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** Started by YARN; takes no arguments. */
  public static void main(String[] arguments) {
    int status = FAILED;
    try {
      status = new ApplicationMaster(java.nio.file.Path.of(""), System.getenv()).run();
    } catch (InterruptedException e) {
      LOG.error("Interrupted", e);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("The ApplicationMaster failed", e);
      // what stands here, YARN shows as the diagnostics of the attempt
      System.err.println(e instanceof FlyshuttleException ? e.getMessage() : e.toString());
    }
    System.exit(status);
  }

  private int run() throws IOException, InterruptedException {
    java.nio.file.Path conf = directory.resolve(SessionSpec.CONF_LINK);
    KerberosFile.use(conf);
    SessionSpec spec = spec(conf);
    Configuration configuration = ConfigurationFile.read(conf.resolve(SessionSpec.CONF_FILE_NAME));
    String secret =
        Files.readString(conf.resolve(SessionSpec.SECRET_FILE_NAME), StandardCharsets.UTF_8)
            .strip();
    ApplicationAttemptId attempt =
        ContainerId.fromString(environment.get(Environment.CONTAINER_ID.name()))
            .getApplicationAttemptId();
    String host = environment.get(Environment.NM_HOST.name());
    LOG.info(
        "ApplicationMaster of \"{}\", {}, on {}: {} workers of {} MB and {} slots",
        spec.name(),
        attempt,
        host,
        spec.workers(),
        spec.workerMemoryMegabytes(),
        spec.slots());
    FileSystem.initialize(configuration);
    ExecutorControlThread tokenThread = new ExecutorControlThread("tokens");
    SessionTokens tokens = tokens(configuration, spec, tokenThread);
    if (tokens != null) {
      tokens.obtainFirst().join();
    }

    CompletableFuture<String> actor = new CompletableFuture<>();
    CompletableFuture<YarnResourceProvider> registered = new CompletableFuture<>();
    Thread registrar =
        new Thread(
            () -> {
              try {
                registered.complete(register(spec, attempt.getAttemptId(), host, actor));
              } catch (IOException | RuntimeException | Error e) {
                registered.completeExceptionally(e);
              }
            },
            "register");
    registrar.setDaemon(true);
    registrar.start();

    Path staging = new Path(spec.staging());
    SessionProcess process;
    try {
      process = open(spec, configuration, secret, attempt, host, staging);
    } catch (RuntimeException | Error e) {
      registered.join().unregister(false, e.getMessage());
      throw e;
    }
    announce(staging, attempt.getAttemptId(), process.actor());
    actor.complete(process.actor());
    YarnResourceProvider provider = registered.join();
    process.run(provider);
    if (tokens != null) {
      tokens.handTo(process.jobManager()::giveTokens);
    }
    // a client that finds the session is to find its jobs
    process.jobManager().whenRecovered().join();
    String address = host + ':' + process.webPort();
    provider.serve("http://" + address);
    LOG.info("Serving at {}, control connection {}", address, process.actor());

    String reason;
    boolean succeeded = true;
    try {
      reason = process.whenStopped().join();
    } catch (java.util.concurrent.CompletionException e) {
      succeeded = false;
      reason = e.getCause().getMessage();
      LOG.error("The session failed", e.getCause());
    }
    LOG.info("The session ends: {}", reason);
    removeStaging(staging);
    if (tokens != null) {
      tokenThread.close();
      tokens.cancelAll();
    }
    provider.unregister(succeeded, reason);
    // last: whoever asked for the end is to get the answer to that call
    process.close();
    return succeeded ? 0 : FAILED;
  }

  /** What keeps the session's tokens valid; null without a keytab. */
  private SessionTokens tokens(
      Configuration configuration, SessionSpec spec, ExecutorControlThread thread) {
    java.nio.file.Path keytab = directory.resolve(SessionSpec.KEYTAB_LINK).toAbsolutePath();
    if (!Files.exists(keytab)) {
      return null;
    }
    YarnConfiguration hadoop = new YarnConfiguration();
    Set<URI> fileSystems = new LinkedHashSet<>();
    fileSystems.add(org.apache.hadoop.fs.FileSystem.getDefaultUri(hadoop));
    fileSystems.add(URI.create(spec.staging()));
    configuration
        .get(SecurityOptions.KERBEROS_HADOOP_FILESYSTEMS_TO_ACCESS)
        .forEach(uri -> fileSystems.add(URI.create(uri)));
    KeytabTokens source =
        new KeytabTokens(
            configuration.get(SecurityOptions.KERBEROS_LOGIN_PRINCIPAL),
            keytab.toString(),
            fileSystems,
            hadoop);
    return new SessionTokens(source, thread, configuration);
  }

  /** The spec, completed by what only the environment knows. */
  private SessionSpec spec(java.nio.file.Path conf) throws IOException {
    SessionSpec spec;
    try (Reader in = Files.newBufferedReader(conf.resolve(SessionSpec.FILE_NAME))) {
      spec = SessionSpec.read(in);
    }
    String[] archive = environment.get(SessionSpec.CONF_ARCHIVE_VARIABLE).split(":");
    List<LaunchFile> files = new ArrayList<>(spec.files());
    files.add(
        new LaunchFile(
            SessionSpec.CONF_LINK,
            spec.staging() + "/" + SessionSpec.CONF_ARCHIVE_NAME,
            Long.parseLong(archive[0]),
            Long.parseLong(archive[1]),
            true,
            false));
    return new SessionSpec(
        spec.name(),
        spec.staging(),
        spec.workers(),
        spec.masterMemoryMegabytes(),
        spec.workerMemoryMegabytes(),
        spec.slots(),
        spec.workerCores(),
        spec.nodeLabel(),
        spec.workerCommand(),
        spec.workerEnvironment(),
        files);
  }

  private static YarnResourceProvider register(
      SessionSpec spec, int attempt, String host, CompletableFuture<String> actor)
      throws IOException {
    YarnConfiguration hadoop = new YarnConfiguration();
    ApplicationMasterProtocol resourceManager =
        ClientRMProxy.createRMProxy(hadoop, ApplicationMasterProtocol.class);
    YarnResourceProvider provider =
        new YarnResourceProvider(
            resourceManager,
            new ContainerLauncher(spec, attempt, Map.of(), actor, hadoop),
            Resource.newInstance(spec.workerMemoryMegabytes(), spec.workerCores()),
            spec.nodeLabel(),
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            ApplicationMaster::halt);
    provider.register(host, spec.workers());
    return provider;
  }

  private static SessionProcess open(
      SessionSpec spec,
      Configuration configuration,
      String secret,
      ApplicationAttemptId attempt,
      String host,
      Path staging) {
    WebSettings anyPort = WebSettings.of(secret);
    String bindHost = configuration.get(WebOptions.ADDRESS);
    WebSettings web =
        new WebSettings(
            bindHost == null ? anyPort.bindHost() : bindHost,
            configuration.contains(WebOptions.PORT) ? configuration.get(WebOptions.PORT) : 0,
            secret,
            anyPort.maxGraphBytes());
    String version = ApplicationMaster.class.getPackage().getImplementationVersion();
    return SessionProcess.open(
        SessionSettings.of(
            attempt.getApplicationId().toString(),
            configuration,
            spec.slots(),
            spec.workers(),
            Integer.MAX_VALUE,
            spec.staging()),
        EndpointSettings.ofJobManager(configuration, host, secret),
        web,
        new FileJobJournal(new Path(staging, JOBS_DIRECTORY), attempt.getAttemptId()),
        attempt.getAttemptId(),
        version == null ? "development" : version,
        new ProxyFilter()::install);
  }

  /** Tells workers of an earlier attempt where to go; those of the first know. */
  private static void announce(Path staging, int attempt, String actor) throws IOException {
    if (attempt > 1) {
      Path directory = new Path(staging, SessionSpec.MASTERS_DIRECTORY);
      directory.getFileSystem().mkdirs(directory);
      AtomicPublish.publish(
          directory.getFileSystem(),
          new Path(directory, Integer.toString(attempt)),
          out -> out.write(actor.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** YARN has replaced this attempt or ended the application: nothing more may be touched. */
  private static void halt(String reason) {
    LOG.error("This ApplicationMaster is not the session's any more: {}", reason);
    Runtime.getRuntime().halt(FAILED);
  }

  private static void removeStaging(Path staging) {
    try {
      staging.getFileSystem().delete(staging, true);
    } catch (IOException e) {
      LOG.warn("Could not remove {}: remove it by hand", staging, e);
    }
  }
}
