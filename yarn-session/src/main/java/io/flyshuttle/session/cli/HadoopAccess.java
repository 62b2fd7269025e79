// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.session.client.HadoopLogin;
import io.flyshuttle.session.client.SessionCluster;
import io.flyshuttle.session.client.YarnSessionCluster;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.client.HdfsClientConfigKeys;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hadoop as a command needs it. Its configuration, ResourceManager and file system are opened in
 * the background while the command line is read: half of a short command's time is spent in loading
 * these three, and hardly any of it in talking with them.
 */
final class HadoopAccess {
  private static final CompletableFuture<Configuration> LOADED = new CompletableFuture<>();
  private static final CompletableFuture<io.flyshuttle.core.option.Configuration> SETTINGS =
      new CompletableFuture<>();
  private static final CompletableFuture<Configuration> CONFIGURATION = new CompletableFuture<>();
  private static final CompletableFuture<SessionCluster> CLUSTER = new CompletableFuture<>();
  private static boolean started;

  private HadoopAccess() {}

  /** Begins; returns at once. */
  static synchronized void prefetch() {
    if (started) {
      return;
    }
    started = true;
    background("hadoop", LOADED, HadoopAccess::load);
    background("login", CONFIGURATION, HadoopAccess::login);
    background("cluster", CLUSTER, () -> YarnSessionCluster.of(configuration()));
    background("files", new CompletableFuture<>(), HadoopAccess::warmFileSystem);
  }

  /** The command's settings are known: a login may depend on them. The first ones count. */
  static void use(io.flyshuttle.core.option.Configuration settings) {
    SETTINGS.complete(settings);
  }

  /** On a cluster with Kerberos nothing may touch Hadoop before the login. */
  private static Configuration login() {
    Configuration hadoop = join(LOADED);
    if (HadoopLogin.isNeeded(hadoop)) {
      HadoopLogin.login(hadoop, join(SETTINGS));
    }
    return hadoop;
  }

  /**
   * From the class path: the scripts put HADOOP_CONF_DIR at its end. On a cluster with Kerberos
   * this waits for the login, and thus for {@link #use}.
   */
  static Configuration configuration() {
    prefetch();
    return join(CONFIGURATION);
  }

  /** The ResourceManager; closed with the process. */
  static SessionCluster cluster() {
    prefetch();
    return join(CLUSTER);
  }

  private static Configuration load() {
    Configuration hadoop = new YarnConfiguration();
    try {
      hadoop.size(); // reads the files
    } catch (RuntimeException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "Hadoop's configuration cannot be read: "
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + "; correct the file in HADOOP_CONF_DIR",
          e);
    }
    // a NameNode in safe mode is told at once, not after minutes of retries
    hadoop.setBoolean(HdfsClientConfigKeys.Retry.POLICY_ENABLED_KEY, false);
    // nor is one that cannot be connected to waited for a quarter of an hour, unless somebody said
    // so
    setUnlessChosen(hadoop, CommonConfigurationKeys.IPC_CLIENT_CONNECT_MAX_RETRIES_KEY, 3);
    setUnlessChosen(
        hadoop, CommonConfigurationKeys.IPC_CLIENT_CONNECT_MAX_RETRIES_ON_SOCKET_TIMEOUTS_KEY, 1);
    setUnlessChosen(hadoop, CommonConfigurationKeys.IPC_CLIENT_CONNECT_TIMEOUT_KEY, 3_000);
    return hadoop;
  }

  private static void setUnlessChosen(Configuration hadoop, String key, int value) {
    String[] sources = hadoop.getPropertySources(key);
    if (sources == null || sources[sources.length - 1].endsWith("-default.xml")) {
      hadoop.setInt(key, value);
    }
  }

  /** Hadoop keeps file systems, so whoever asks next finds it open. */
  private static Boolean warmFileSystem() {
    try {
      FileSystem.get(configuration());
      return true;
    } catch (IOException | RuntimeException e) {
      // the command itself will say so, if it needs the file system at all
      Logger log = LoggerFactory.getLogger(HadoopAccess.class);
      log.debug("The file system could not be opened ahead of time", e);
      return false;
    }
  }

  /** Runs {@code work} on a daemon thread of its own. */
  static <T> void background(String name, CompletableFuture<T> result, Supplier<T> work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for a result; failures come out as they went in. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
