// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.memory.WorkerMemory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ConfigurationFile;
import io.flyshuttle.core.option.NettyShuffleEnvironmentOptions;
import io.flyshuttle.core.option.WorkerMemoryOptions;
import io.flyshuttle.protocol.launch.KerberosFile;
import io.flyshuttle.protocol.launch.SessionSpec;
import io.flyshuttle.protocol.launch.WorkerEnvironment;
import io.flyshuttle.protocol.wire.EndpointSettings;
import io.flyshuttle.protocol.wire.WorkerEndpoint;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of a worker. What it finds when it starts:
 *
 * <ul>
 *   <li>in its environment, see {@link WorkerEnvironment}: the JobManager's reference, its own id
 *       and host, slots and megabytes; {@code LOCAL_DIRS} as YARN sets it
 *   <li>in {@code conf/} of its working directory: the session's configuration, its secret, and
 *       {@link SessionSpec}, for the staging directory
 * </ul>
 *
 * <p>It outlives its ApplicationMaster and goes over to the next one. It ends with status 0 when it
 * was told to or lost its JobManager for good, with 1 when it could not start.
 */
public final class WorkerMain {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

  private WorkerMain() {}

  public static void main(String[] arguments) {
    int status = 0;
    try {
      run(System.getenv(), Path.of(SessionSpec.CONF_LINK));
    } catch (FlyshuttleException e) {
      LOG.error("The worker cannot run: {}", e.getMessage(), e);
      System.err.println(e.getMessage());
      status = 1;
    } catch (Throwable e) {
      LOG.error("The worker cannot run", e);
      System.err.println("the worker cannot run: " + e);
      status = 1;
    }
    // threads of users must not keep the process alive
    Runtime.getRuntime().exit(status);
  }

  private static void run(Map<String, String> environment, Path conf) throws Exception {
    KerberosFile.use(conf);
    Configuration configuration = ConfigurationFile.read(conf.resolve(SessionSpec.CONF_FILE_NAME));
    FileSystem.initialize(configuration);
    String secret =
        Files.readString(conf.resolve(SessionSpec.SECRET_FILE_NAME), StandardCharsets.UTF_8)
            .strip();
    String host = required(environment, WorkerEnvironment.HOST);
    WorkerMemory memory =
        WorkerMemory.ofContainer(
            Long.parseLong(required(environment, WorkerEnvironment.MEMORY_MEGABYTES)),
            WorkerMemoryOptions.of(configuration));
    // The control connection takes long to start, and so do the data port and memory: side by side.
    CompletableFuture<Worker> receiver = new CompletableFuture<>();
    CompletableFuture<WorkerEndpoint> connecting =
        CompletableFuture.supplyAsync(
            () ->
                WorkerEndpoint.start(
                    EndpointSettings.of(host, secret),
                    required(environment, WorkerEnvironment.MASTER_ACTOR),
                    message -> receiver.join().receive(message)));
    WorkerSettings settings =
        new WorkerSettings(
            required(environment, WorkerEnvironment.WORKER_ID),
            host,
            configuration.get(NettyShuffleEnvironmentOptions.DATA_PORT),
            Integer.parseInt(required(environment, WorkerEnvironment.SLOTS)),
            memory,
            WorkerSettings.directories(configuration, environment.get("LOCAL_DIRS")),
            secret.getBytes(StandardCharsets.UTF_8),
            staging(conf),
            configuration);
    try (Worker worker = new Worker(settings);
        WorkerEndpoint endpoint = connecting.join()) {
      receiver.complete(worker);
      Thread onSignal = new Thread(() -> stop(worker, endpoint), "worker-shutdown");
      Runtime.getRuntime().addShutdownHook(onSignal);
      String staging = staging(conf);
      MasterLookup lookup =
          staging.isEmpty()
              ? null
              : new StagedMasters(
                  staging,
                  Integer.parseInt(required(environment, WorkerEnvironment.MASTER_ATTEMPT)),
                  endpoint::masterAt);
      worker.start(endpoint.master(), endpoint.actor(), lookup);
      worker.ended().join();
    }
  }

  private static void stop(Worker worker, WorkerEndpoint endpoint) {
    worker.close();
    endpoint.close();
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }

  private static String staging(Path conf) throws IOException {
    Path file = conf.resolve(SessionSpec.FILE_NAME);
    if (!Files.exists(file)) {
      return "";
    }
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return SessionSpec.read(in).staging();
    }
  }
}
