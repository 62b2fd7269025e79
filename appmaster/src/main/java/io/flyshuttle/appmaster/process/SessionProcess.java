// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.process;

import io.flyshuttle.appmaster.checkpoint.FileCheckpointStorage;
import io.flyshuttle.appmaster.control.ExecutorControlThread;
import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.session.JobJournal;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.appmaster.session.SessionSettings;
import io.flyshuttle.appmaster.web.WebServer;
import io.flyshuttle.appmaster.web.WebSettings;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.wire.EndpointSettings;
import io.flyshuttle.protocol.wire.MasterEndpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * A session with its control connection and web server. Opened first, so that its addresses are
 * known; {@link #run} then brings it to life with workers.
 */
public final class SessionProcess implements AutoCloseable {
  private final ExecutorControlThread control;
  private final JobManager jobManager;
  private final JobJournal journal;
  private final FileCheckpointStorage storage;
  private final MasterEndpoint endpoint;
  private final WebServer web;

  private SessionProcess(
      ExecutorControlThread control,
      JobManager jobManager,
      JobJournal journal,
      FileCheckpointStorage storage,
      MasterEndpoint endpoint,
      WebServer web) {
    this.control = control;
    this.jobManager = jobManager;
    this.journal = journal;
    this.storage = storage;
    this.endpoint = endpoint;
    this.web = web;
  }

  /**
   * Opens the ports. The web server and the control connection are started at the same time: both
   * take a while.
   *
   * @param customizer may add filters to the web server, see {@link WebServer#start}
   * @param attempt number of this process among those of the session, from 1
   * @param version of the engine, for display
   */
  public static SessionProcess open(
      SessionSettings settings,
      EndpointSettings endpointSettings,
      WebSettings webSettings,
      JobJournal journal,
      int attempt,
      String version,
      Consumer<ServletContextHandler> customizer) {
    ExecutorControlThread control = new ExecutorControlThread("job-manager");
    FileCheckpointStorage storage = new FileCheckpointStorage(attempt);
    JobManager jobManager = new JobManager(settings, control, journal, storage);
    CompletableFuture<WebServer> web = new CompletableFuture<>();
    Thread opener =
        new Thread(
            () -> {
              try {
                web.complete(
                    WebServer.start(webSettings, jobManager, control, version, customizer));
              } catch (RuntimeException | Error e) {
                web.completeExceptionally(e);
              }
            },
            "web-start");
    opener.setDaemon(true);
    opener.start();
    try {
      MasterEndpoint endpoint = MasterEndpoint.start(endpointSettings, jobManager::onMessage);
      jobManager.reachableAt(endpointSettings.host(), endpoint.port());
      try {
        return new SessionProcess(control, jobManager, journal, storage, endpoint, web.join());
      } catch (CompletionException e) {
        endpoint.close();
        throw e.getCause() instanceof FlyshuttleException refused ? refused : e;
      }
    } catch (RuntimeException | Error e) {
      web.thenAccept(WebServer::close);
      control.close();
      throw e;
    }
  }

  /** Begins: asks for workers and accepts jobs. */
  public void run(ResourceProvider provider) {
    jobManager.start(provider, endpoint::worker);
  }

  /** The session. */
  public JobManager jobManager() {
    return jobManager;
  }

  /** The JobManager's actor reference, for workers. */
  public String actor() {
    return endpoint.actor();
  }

  /** The port of the web server. */
  public int webPort() {
    return web.port();
  }

  /** Done, with the reason, when jobs and workers have been ended; then {@link #close} it. */
  public CompletableFuture<String> whenStopped() {
    return jobManager.whenStopped();
  }

  /** Frees ports and threads. */
  @Override
  public void close() {
    web.close();
    endpoint.close();
    journal.close();
    storage.close();
    control.close();
  }
}
