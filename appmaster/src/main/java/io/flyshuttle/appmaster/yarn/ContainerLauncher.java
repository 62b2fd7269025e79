// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import io.flyshuttle.protocol.launch.LaunchFile;
import io.flyshuttle.protocol.launch.SessionSpec;
import io.flyshuttle.protocol.launch.WorkerEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationAccessType;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers in YARN containers. Several launches run at once, each on a thread of its own. */
final class ContainerLauncher implements WorkerLauncher {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerLauncher.class);
  private static final int THREADS = 16;
  private static final int IDLE_SECONDS = 10;

  private final SessionSpec spec;
  private final int attempt;
  private final Map<ApplicationAccessType, String> acls;
  private final CompletableFuture<String> masterActor;
  private final NMClient nodeManagers;
  private final ExecutorService threads;

  /**
   * @param spec the session
   * @param attempt number of this ApplicationMaster
   * @param acls who may see and change the application
   * @param masterActor the JobManager's actor reference; launches wait for it
   * @param hadoop Hadoop's configuration
   */
  ContainerLauncher(
      SessionSpec spec,
      int attempt,
      Map<ApplicationAccessType, String> acls,
      CompletableFuture<String> masterActor,
      Configuration hadoop) {
    this.spec = spec;
    this.attempt = attempt;
    this.acls = acls;
    this.masterActor = masterActor;
    this.nodeManagers = NMClient.createNMClient("launcher");
    // workers outlive this client: the ResourceManager ends those that are to end
    nodeManagers.cleanupRunningContainersOnStop(false);
    nodeManagers.init(hadoop);
    nodeManagers.start();
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "launch-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  @Override
  public CompletableFuture<Void> launch(Container container) {
    return masterActor.thenAcceptAsync(
        actor -> {
          try {
            nodeManagers.startContainer(container, context(container, actor));
          } catch (YarnException | IOException e) {
            throw new IllegalStateException(
                "NodeManager " + container.getNodeId() + " did not start the container", e);
          }
        },
        threads);
  }

  @Override
  public void stop(Container container) {
    threads.execute(
        () -> {
          try {
            nodeManagers.stopContainer(container.getId(), container.getNodeId());
          } catch (YarnException | IOException e) {
            LOG.debug("NodeManager did not stop {}; YARN will", container.getId(), e);
          }
        });
  }

  @Override
  public void close() {
    threads.shutdown();
    nodeManagers.stop();
  }

  private ContainerLaunchContext context(Container container, String actor) throws IOException {
    Map<String, LocalResource> resources = new HashMap<>();
    for (LaunchFile file : spec.files()) {
      resources.put(
          file.link(),
          LocalResource.newInstance(
              URL.fromURI(URI.create(file.uri())),
              file.archive() ? LocalResourceType.ARCHIVE : LocalResourceType.FILE,
              file.shared() ? LocalResourceVisibility.PRIVATE : LocalResourceVisibility.APPLICATION,
              file.sizeBytes(),
              file.modifiedMillis()));
    }
    Map<String, String> environment = new HashMap<>(spec.workerEnvironment());
    environment.put(WorkerEnvironment.MASTER_ACTOR, actor);
    environment.put(WorkerEnvironment.MASTER_ATTEMPT, Integer.toString(attempt));
    environment.put(WorkerEnvironment.WORKER_ID, container.getId().toString());
    environment.put(WorkerEnvironment.HOST, container.getNodeId().getHost());
    return ContainerLaunchContext.newInstance(
        resources, environment, List.of(spec.workerCommand()), null, tokens(), acls);
  }

  /** The session's tokens, but for the one that makes its holder the ApplicationMaster. */
  private static ByteBuffer tokens() throws IOException {
    Credentials all = UserGroupInformation.getCurrentUser().getCredentials();
    Credentials handedOn = new Credentials();
    for (Token<?> token : all.getAllTokens()) {
      if (!token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
        handedOn.addToken(token.getService(), token);
      }
    }
    DataOutputBuffer buffer = new DataOutputBuffer();
    handedOn.writeTokenStorageToStream(buffer);
    return ByteBuffer.wrap(buffer.getData(), 0, buffer.getLength());
  }
}
