// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.function.Consumer;
import javax.servlet.Servlet;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session's web server. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int MAX_THREADS = 32;
  private static final int MIN_THREADS = 2;
  private static final int IDLE_MILLIS = 60_000;

  /** Path of the page for people: what a filter for browsers is mapped to. */
  public static final String PAGE_PATH = "";

  /** Path of the calls for clients. */
  public static final String CALLS_PATH = "/v1/*";

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts the server.
   *
   * @param version of the engine, for display
   * @param customizer may add filters before the server starts: for {@link #PAGE_PATH}, not for the
   *     calls, which have the token
   * @throws FlyshuttleException with INVALID_OPTION if the port is not free
   */
  public static WebServer start(
      WebSettings settings,
      JobManager session,
      ControlThread control,
      String version,
      Consumer<ServletContextHandler> customizer) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MILLIS);
    threads.setName("web");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.bindHost());
    connector.setPort(settings.port());
    // Longer than the time between two signs of life in an event stream.
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
    context.setContextPath("/");
    add(context, new SessionServlet(session, control, threads, settings, version), CALLS_PATH);
    add(context, new PageServlet(session, threads, version), PAGE_PATH);
    customizer.accept(context);
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      stopQuietly(server);
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "the web server cannot listen on "
              + settings.bindHost()
              + ":"
              + settings.port()
              + " ("
              + e.getMessage()
              + "): set jobmanager.web.port to a free port, or 0",
          e);
    }
    return new WebServer(server, connector);
  }

  private static void add(ServletContextHandler context, Servlet servlet, String path) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, path);
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    stopQuietly(server);
  }

  private static void stopQuietly(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The web server did not end cleanly", e);
    }
  }
}
