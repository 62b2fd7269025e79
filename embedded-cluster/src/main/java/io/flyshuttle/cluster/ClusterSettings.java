// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.client.HdfsClientConfigKeys;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * Settings of the daemons, and those that clients need. Heartbeats and time limits are Hadoop's
 * own, because they set how long things take on a real cluster.
 */
final class ClusterSettings {

  /** What a client must know; the rest of a daemon's settings would only get in its way. */
  private static final String[] CLIENT_KEYS = {
    CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY,
    DFSConfigKeys.DFS_REPLICATION_KEY,
    DFSConfigKeys.DFS_BLOCK_SIZE_KEY,
    CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION,
    CommonConfigurationKeysPublic.IPC_CLIENT_CONNECTION_MAXIDLETIME_KEY,
    HdfsClientConfigKeys.DFS_NAMENODE_KERBEROS_PRINCIPAL_KEY,
    HdfsClientConfigKeys.DFS_DATA_TRANSFER_PROTECTION_KEY,
    YarnConfiguration.RM_PRINCIPAL,
    YarnConfiguration.NM_PRINCIPAL,
    YarnConfiguration.RM_ADDRESS,
    YarnConfiguration.RM_SCHEDULER_ADDRESS,
    YarnConfiguration.RM_RESOURCE_TRACKER_ADDRESS,
    YarnConfiguration.RM_ADMIN_ADDRESS,
    YarnConfiguration.RM_WEBAPP_ADDRESS,
    YarnConfiguration.NM_ENV_WHITELIST,
    YarnConfiguration.RM_AM_MAX_ATTEMPTS,
    YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB,
    YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB,
  };

  /** Below the ports that Linux (from 32768) and others (from 49152) give to whoever asks. */
  private static final int FIRST_PORT = 15_000;

  private static final int END_OF_PORTS = 32_000;
  private static final int MOST_PORTS_TRIED = 1_000;

  private ClusterSettings() {}

  static Configuration forHdfs(ClusterArguments arguments) {
    Configuration settings = new HdfsConfiguration();
    settings.setInt(DFSConfigKeys.DFS_REPLICATION_KEY, 1);
    settings.set("hadoop.tmp.dir", arguments.workDirectory().resolve("tmp").toString());
    settings.setBoolean("dfs.namenode.datanode.registration.ip-hostname-check", false);
    // Nobody's data outlives the cluster, so nothing need reach the disk before it is acknowledged.
    settings.setBoolean("dfs.namenode.edits.noeditlogchannelflush", true);
    arguments.settings().forEach(settings::set);
    return settings;
  }

  static Configuration forYarn(ClusterArguments arguments) {
    YarnConfiguration settings = new YarnConfiguration();
    settings.set("hadoop.tmp.dir", arguments.workDirectory().resolve("tmp").toString());
    settings.setBoolean("yarn.minicluster.fixed.ports", true);
    settings.setBoolean("yarn.minicluster.use-rpc", true);
    setAddresses(settings);
    settings.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", memory(arguments));
    settings.setInt(YarnConfiguration.NM_PMEM_MB, memory(arguments));
    settings.setInt(YarnConfiguration.NM_VCORES, 16);
    settings.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
    settings.setInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB, memory(arguments));
    settings.setInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_VCORES, 16);
    settings.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    // unless set, these lie in the machine's own temporary directory
    settings.set(
        "yarn.node-attribute.fs-store.root-dir",
        arguments.workDirectory().resolve("node-attribute").toUri().toString());
    settings.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.5");
    settings.set(YarnConfiguration.NM_ENV_WHITELIST, "JAVA_HOME,HADOOP_CONF_DIR,PATH,LANG,TZ");
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.set("yarn.scheduler.capacity.root.default.capacity", "100");
    settings.set("yarn.scheduler.capacity.root.default.maximum-capacity", "100");
    settings.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.6");
    settings.set("yarn.scheduler.capacity.node-locality-delay", "-1");
    settings.set(
        "yarn.scheduler.capacity.resource-calculator",
        "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator");
    // Clients of every user on this machine may look at the web pages; nobody else reaches them.
    settings.set("hadoop.http.staticuser.user", System.getProperty("user.name"));
    arguments.settings().forEach(settings::set);
    return settings;
  }

  /**
   * Ports of the ResourceManager are chosen before it starts, because it makes the applications'
   * tracking URLs of the settings; those of the NodeManagers may be any.
   */
  private static void setAddresses(Configuration settings) {
    List<String> keys =
        List.of(
            YarnConfiguration.RM_ADDRESS,
            YarnConfiguration.RM_SCHEDULER_ADDRESS,
            YarnConfiguration.RM_RESOURCE_TRACKER_ADDRESS,
            YarnConfiguration.RM_ADMIN_ADDRESS,
            YarnConfiguration.RM_WEBAPP_ADDRESS);
    List<Integer> ports = freePorts(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      settings.set(keys.get(i), "localhost:" + ports.get(i));
    }
    settings.set(YarnConfiguration.NM_ADDRESS, "localhost:0");
    settings.set(YarnConfiguration.NM_LOCALIZER_ADDRESS, "localhost:0");
    settings.set(YarnConfiguration.NM_WEBAPP_ADDRESS, "localhost:0");
    settings.set(YarnConfiguration.NM_COLLECTOR_SERVICE_ADDRESS, "localhost:0");
  }

  /**
   * Ports that nobody listens on, all different. Systems do not give these to whoever takes any
   * port, as HDFS does while it starts beside YARN: what is free now is free a moment later.
   */
  private static List<Integer> freePorts(int count) {
    Set<Integer> ports = new LinkedHashSet<>();
    IOException last = null;
    for (int i = 0; i < MOST_PORTS_TRIED && ports.size() < count; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, END_OF_PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        ports.add(socket.getLocalPort());
      } catch (IOException e) {
        last = e;
      }
    }
    if (ports.size() < count) {
      throw new UncheckedIOException(
          "no free port between " + FIRST_PORT + " and " + END_OF_PORTS, last);
    }
    return List.copyOf(ports);
  }

  private static int memory(ClusterArguments arguments) {
    return arguments.nodeMemoryMegabytes();
  }

  /** Writes core-site.xml, hdfs-site.xml and yarn-site.xml for clients. */
  static void writeSites(Path directory, Configuration hdfs, Configuration yarn)
      throws IOException {
    Files.createDirectories(directory);
    Configuration client = new Configuration(false);
    for (String key : CLIENT_KEYS) {
      String value = key.startsWith("yarn.") ? yarn.get(key) : hdfs.get(key);
      if (value != null) {
        client.set(key, value);
      }
    }
    write(directory.resolve("core-site.xml"), client, "fs.", "hadoop.", "ipc.");
    write(directory.resolve("hdfs-site.xml"), client, "dfs.");
    write(directory.resolve("yarn-site.xml"), client, "yarn.");
  }

  private static void write(Path file, Configuration all, String... prefixes) throws IOException {
    Configuration site = new Configuration(false);
    for (String prefix : prefixes) {
      all.getPropsWithPrefix(prefix).forEach((key, value) -> site.set(prefix + key, value));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      site.writeXml(out);
    }
  }
}
