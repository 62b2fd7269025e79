// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopFileSystemProviderTest {

  @TempDir java.nio.file.Path directory;

  private static Map<String, String> withSite(java.nio.file.Path directory, String... settings)
      throws IOException {
    StringBuilder site = new StringBuilder("<configuration>");
    for (int i = 0; i < settings.length; i += 2) {
      site.append("<property><name>").append(settings[i]).append("</name><value>");
      site.append(settings[i + 1]).append("</value></property>");
    }
    Files.writeString(directory.resolve("core-site.xml"), site.append("</configuration>"));
    return Map.of(HadoopSettings.DIRECTORY_OPTION, directory.toString());
  }

  @Test
  void shouldReadTheDirectoryOfTheOption() throws IOException {
    Configuration settings =
        HadoopSettings.load(withSite(directory, "dfs.replication", "7"), Map.of());
    assertEquals(7, settings.getInt("dfs.replication", 0));
    assertEquals(2, settings.getInt("ipc.client.connect.max.retries.on.timeouts", 0));
  }

  @Test
  void shouldPreferTheOptionAndElseTakeTheEnvironment() throws IOException {
    Files.writeString(directory.resolve("hdfs-site.xml"), "<configuration/>");
    Map<String, String> environment = Map.of("HADOOP_CONF_DIR", directory.toString());
    assertEquals(directory.toFile(), HadoopSettings.directory(Map.of(), environment));
    assertNull(HadoopSettings.directory(Map.of(), Map.of()));
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class,
            () ->
                HadoopSettings.directory(
                    Map.of(HadoopSettings.DIRECTORY_OPTION, "/nowhere"), environment));
    assertEquals(ErrorCode.INVALID_OPTION, failure.code());
  }

  @Test
  void shouldNotBoundWhatASiteSets() throws IOException {
    Map<String, String> options =
        withSite(directory, "ipc.client.connect.max.retries.on.timeouts", "9");
    assertEquals(
        9,
        HadoopSettings.load(options, Map.of())
            .getInt("ipc.client.connect.max.retries.on.timeouts", 0));
  }

  @Test
  void shouldSayThatNoNameNodeIsNamed() throws IOException {
    Map<String, String> options = withSite(directory);
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class,
            () -> new HadoopFileSystemProvider().create(URI.create("hdfs:///x"), options));
    assertEquals(ErrorCode.INVALID_OPTION, failure.code());
    assertTrue(failure.getMessage().contains("HADOOP_CONF_DIR"), failure.getMessage());
  }

  @Test
  void shouldSayThatTheNameNodeDoesNotAnswer() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
    Map<String, String> options =
        withSite(
            directory,
            "fs.defaultFS",
            "hdfs://127.0.0.1:" + closedPort,
            "ipc.client.connect.max.retries",
            "0");
    FileSystem hdfs = new HadoopFileSystemProvider().create(URI.create("hdfs:///x"), options);
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> hdfs.exists(new Path("hdfs:///x")));
    assertEquals(ErrorCode.FILE_SYSTEM_UNAVAILABLE, failure.code());
  }

  @Test
  void shouldLeaveUnknownSchemesToOthers() throws IOException {
    assertNull(new HadoopFileSystemProvider().create(URI.create("gopher://h/x"), Map.of()));
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> FileSystem.get(URI.create("gopher://h/x")));
    assertTrue(failure.getMessage().contains("'gopher'"), failure.getMessage());
  }

  @Test
  void shouldGiveSafeModeACode() {
    RemoteException wire = new RemoteException(SafeModeException.class.getName(), "Cannot create");
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> HadoopFailures.translate(wire, "hdfs://h/x"));
    assertEquals(ErrorCode.SAFE_MODE, failure.code());
    assertFalse(failure.getMessage().contains("\n"));
  }

  private static String codeAndWords(IOException thrown) {
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class, () -> HadoopFailures.translate(thrown, "hdfs://h/x"));
    assertTrue(failure.getMessage().contains("hdfs://h/x"), failure.getMessage());
    return failure.code() + " " + failure.getMessage();
  }

  @Test
  void shouldTellFullForbiddenSlowAndUnreachableApart() {
    String quota =
        codeAndWords(new RemoteException(DSQuotaExceededException.class.getName(), "quota is 1 B"));
    assertTrue(quota.startsWith("DISK_FULL") && quota.contains("quota"), quota);
    String forbidden =
        codeAndWords(
            new RemoteException(AccessControlException.class.getName(), "Permission denied"));
    assertTrue(forbidden.startsWith("ACCESS_DENIED"), forbidden);
    String slow = codeAndWords(new IOException("failed", new SocketTimeoutException("60000 ms")));
    assertTrue(slow.startsWith("FILE_SYSTEM_UNAVAILABLE") && slow.contains("in time"), slow);
    for (IOException network :
        new IOException[] {
          new ConnectException("refused"),
          new SocketException("Connection reset"),
          new UnknownHostException("h"),
          new NoRouteToHostException("no route")
        }) {
      String words = codeAndWords(network);
      assertTrue(words.startsWith("FILE_SYSTEM_UNAVAILABLE"), words);
      assertTrue(words.contains("network error"), words);
    }
    String call = "Call From me/10.0.0.1 to master:8020 failed on connection exception: refused";
    ConnectException cause = new ConnectException("Connection refused");
    String peer = codeAndWords((IOException) new ConnectException(call).initCause(cause));
    assertTrue(peer.contains("(master:8020: Connection refused)"), peer);
    assertThrows(
        IOException.class, () -> HadoopFailures.translate(new IOException("?"), "hdfs://h/x"));
  }
}
