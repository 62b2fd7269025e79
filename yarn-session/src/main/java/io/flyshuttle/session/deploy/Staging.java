// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ConfigurationFile;
import io.flyshuttle.core.option.SecurityOptions;
import io.flyshuttle.core.option.YarnOptions;
import io.flyshuttle.protocol.launch.KerberosFile;
import io.flyshuttle.protocol.launch.LaunchFile;
import io.flyshuttle.protocol.launch.SessionSpec;
import io.flyshuttle.session.client.SessionCluster;
import io.flyshuttle.session.client.SessionReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of sessions on the shared file system, under {@code .flyshuttle} in the user's home.
 *
 * <pre>
 * engine/flyshuttle-engine-&lt;sha256&gt;.tar     jars and class data, one per content
 * files/&lt;sha256&gt;/&lt;name&gt;                     user jars, one per content
 * sessions/&lt;application id&gt;/                what only that session needs; removed at its end
 * </pre>
 */
public final class Staging {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0600);
  private static final int SECRET_BYTES = 32;
  private static final int MOST_SWEPT = 20;

  /** Where a session keeps the checkpoints of jobs that name no directory. */
  private static final String CHECKPOINTS = "checkpoints";

  private static final String SHIPPED_LIST = "shipped.jars";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A file that goes to every container. */
  record ShippedFile(String name, FileStatus status) {}

  private final FileSystem fileSystem;
  private final org.apache.hadoop.fs.Path root;
  private final ContentStore store;

  private Staging(FileSystem fileSystem, org.apache.hadoop.fs.Path root) {
    this.fileSystem = fileSystem;
    this.root = root;
    this.store = new ContentStore(fileSystem);
  }

  /** The staging area that {@code configuration} names, else the one in the user's home. */
  public static Staging of(
      org.apache.hadoop.conf.Configuration hadoop, Configuration configuration) {
    try {
      String named = configuration.get(YarnOptions.STAGING_DIRECTORY);
      if (named != null) {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(named);
        FileSystem fileSystem = path.getFileSystem(hadoop);
        return new Staging(fileSystem, fileSystem.makeQualified(path));
      }
      FileSystem fileSystem = FileSystem.get(hadoop);
      return on(fileSystem, fileSystem.getHomeDirectory());
    } catch (IOException e) {
      throw failed(e);
    } catch (IllegalArgumentException e) {
      // Hadoop's word for an address it can do nothing with
      throw new FlyshuttleException(
          ErrorCode.CLUSTER_UNREACHABLE,
          "the shared file system "
              + hadoop.get(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY)
              + " cannot be opened: "
              + (e.getCause() instanceof UnknownHostException unknown
                  ? "there is no host " + unknown.getMessage()
                  : e.getMessage())
              + "; is HADOOP_CONF_DIR the right one?",
          e);
    }
  }

  /** The staging area in {@code home} of any file system. */
  public static Staging on(FileSystem fileSystem, org.apache.hadoop.fs.Path home) {
    return new Staging(
        fileSystem, fileSystem.makeQualified(new org.apache.hadoop.fs.Path(home, ".flyshuttle")));
  }

  /** Uploads the engine if its content is not there yet. */
  FileStatus engine(Installation installation) {
    try {
      String name = "flyshuttle-engine-" + installation.engineDigest() + ".tar";
      return store.put(
          new org.apache.hadoop.fs.Path(new org.apache.hadoop.fs.Path(root, "engine"), name),
          installation::writeEngine);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Uploads files, and jars in directories, that every container gets. */
  List<ShippedFile> ship(List<String> paths, SessionCluster cluster) {
    Map<String, ShippedFile> shipped = new LinkedHashMap<>();
    for (String path : paths) {
      Path file = Path.of(path.strip());
      if (!Files.exists(file)) {
        throw new FlyshuttleException(ErrorCode.JAR_NOT_USABLE, "no such file: " + file);
      }
      for (Path each : Files.isDirectory(file) ? contents(file) : List.of(file)) {
        String name = each.getFileName().toString();
        try {
          FileStatus status = store.putFile(filesDirectory(), each, Sha256.ofFile(each));
          ShippedFile earlier = shipped.put(name, new ShippedFile(name, status));
          if (earlier != null && !earlier.status().getPath().equals(status.getPath())) {
            throw new FlyshuttleException(
                ErrorCode.INVALID_OPTION,
                "two different files called " + name + " cannot both go to the containers");
          }
        } catch (IOException e) {
          throw failed(e);
        }
      }
    }
    return List.copyOf(shipped.values());
  }

  /** Uploads a job's jar if its content is not there yet. */
  public JobFile jobFile(Path file) {
    try {
      String digest = Sha256.ofFile(file);
      FileStatus status = store.putFile(filesDirectory(), file, digest);
      return new JobFile(
          file.getFileName().toString(),
          status.getPath().toUri().toString(),
          digest,
          status.getLen(),
          JobFile.Use.CLASS_PATH);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Brings a file to where all workers can read it, unless it is there. */
  public JobFile shared(JobFile file) {
    URI uri = URI.create(file.path());
    if (uri.getScheme() != null && !uri.getScheme().equals("file")) {
      return file;
    }
    try {
      Path local = Path.of(uri.getPath());
      return file.at(
          store.putFile(filesDirectory(), local, file.sha256()).getPath().toUri().toString());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Where a session's own files are. */
  public org.apache.hadoop.fs.Path sessionDirectory(String applicationId) {
    return new org.apache.hadoop.fs.Path(
        new org.apache.hadoop.fs.Path(root, "sessions"), applicationId);
  }

  /** The secret of a session, for its clients. */
  public String secret(String applicationId) {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(
            sessionDirectory(applicationId), SessionSpec.SECRET_FILE_NAME);
    try (FSDataInputStream in = fileSystem.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (java.io.FileNotFoundException | org.apache.hadoop.security.AccessControlException e) {
      throw new FlyshuttleException(
          ErrorCode.ACCESS_DENIED,
          "cannot read the secret of session " + applicationId + ": only its owner can: " + file,
          e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes a session's secret and archive of configuration. */
  FileStatus writeSession(
      org.apache.hadoop.fs.Path directory,
      SessionSpec spec,
      Configuration configuration,
      Installation installation) {
    byte[] secretBytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secretBytes);
    String secret = HexFormat.of().formatHex(secretBytes);
    try {
      Map<String, byte[]> entries = new TreeMap<>();
      StringWriter specText = new StringWriter();
      spec.write(specText);
      entries.put(SessionSpec.FILE_NAME, specText.toString().getBytes(StandardCharsets.UTF_8));
      entries.put(SessionSpec.SECRET_FILE_NAME, secret.getBytes(StandardCharsets.UTF_8));
      entries.put(
          SessionSpec.CONF_FILE_NAME,
          ConfigurationFile.print(configuration).getBytes(StandardCharsets.UTF_8));
      for (Path file : logSettings(installation.configuration())) {
        entries.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
      entries.putAll(HadoopFiles.ofEnvironment());
      String kerberos = configuration.get(SecurityOptions.KERBEROS_KRB5_PATH);
      if (kerberos != null) {
        entries.put(KerberosFile.NAME, Files.readAllBytes(Path.of(kerberos)));
      }
      store.makeDirectory(directory);
      org.apache.hadoop.fs.Path secretFile =
          new org.apache.hadoop.fs.Path(directory, SessionSpec.SECRET_FILE_NAME);
      try (OutputStream out = fileSystem.create(secretFile, true)) {
        out.write(secret.getBytes(StandardCharsets.UTF_8));
      }
      writeShippedList(directory, spec);
      org.apache.hadoop.fs.Path archive =
          new org.apache.hadoop.fs.Path(directory, SessionSpec.CONF_ARCHIVE_NAME);
      try (TarWriter tar = new TarWriter(fileSystem.create(archive, true))) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          tar.add(entry.getKey(), entry.getValue());
        }
      }
      return fileSystem.getFileStatus(archive);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void writeShippedList(org.apache.hadoop.fs.Path directory, SessionSpec spec)
      throws IOException {
    String list =
        spec.files().stream()
            .filter(file -> !file.archive() && file.link().endsWith(".jar"))
            .map(LaunchFile::uri)
            .collect(Collectors.joining("\n"));
    if (!list.isEmpty()) {
      try (OutputStream out =
          fileSystem.create(new org.apache.hadoop.fs.Path(directory, SHIPPED_LIST), true)) {
        out.write(list.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Local copies of the jars that a session ships to its containers; gone with this process. */
  public List<URL> fetchShippedJars(String applicationId) {
    org.apache.hadoop.fs.Path list =
        new org.apache.hadoop.fs.Path(sessionDirectory(applicationId), SHIPPED_LIST);
    List<URL> copies = new ArrayList<>();
    try (FSDataInputStream in = fileSystem.open(list)) {
      Path directory = Files.createTempDirectory("flyshuttle-jars");
      directory.toFile().deleteOnExit();
      for (String uri : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        org.apache.hadoop.fs.Path jar = new org.apache.hadoop.fs.Path(uri);
        Path copy = directory.resolve(jar.getName());
        copy.toFile().deleteOnExit();
        try (FSDataInputStream jarBytes = fileSystem.open(jar)) {
          Files.copy(jarBytes, copy);
        }
        copies.add(copy.toUri().toURL());
      }
      return copies;
    } catch (java.io.FileNotFoundException e) {
      return copies; // the session ships none
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Removes what belongs to one session. A failure is only logged: there is something more
   * important to tell by then.
   */
  public void remove(org.apache.hadoop.fs.Path sessionDirectory) {
    try {
      fileSystem.delete(sessionDirectory, true);
    } catch (IOException e) {
      LOG.warn("Could not remove {}: remove it by hand", sessionDirectory, e);
    }
  }

  /**
   * Removes what sessions left that YARN killed: their ApplicationMaster had no chance to. Looks at
   * no more than {@value #MOST_SWEPT} of them. Checkpoints that were to be retained stay. A failure
   * is only logged.
   *
   * @param cluster tells which sessions have ended; what it does not know stays too, for it may be
   *     another cluster's
   */
  void sweep(SessionCluster cluster) {
    try {
      org.apache.hadoop.fs.Path sessions = new org.apache.hadoop.fs.Path(root, "sessions");
      int looked = 0;
      for (FileStatus session : fileSystem.listStatus(sessions)) {
        String id = session.getPath().getName();
        if (id.matches("application_\\d+_\\d+")
            && !isSweptEarlier(session.getPath())
            && ++looked <= MOST_SWEPT
            && cluster.report(id).map(SessionReport::hasEnded).orElse(false)) {
          LOG.info("Removing what session {} left", id);
          sweep(session.getPath());
        }
      }
    } catch (java.io.FileNotFoundException e) {
      LOG.debug("There has been no session yet", e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Could not remove what earlier sessions left in {}", root, e);
    }
  }

  /** Only retained checkpoints are left of it. */
  private boolean isSweptEarlier(org.apache.hadoop.fs.Path session) throws IOException {
    FileStatus[] left = fileSystem.listStatus(session);
    return left.length == 1 && left[0].getPath().getName().equals(CHECKPOINTS);
  }

  private void sweep(org.apache.hadoop.fs.Path session) throws IOException {
    if (!holdsCheckpoint(new org.apache.hadoop.fs.Path(session, CHECKPOINTS))) {
      fileSystem.delete(session, true);
      return;
    }
    for (FileStatus each : fileSystem.listStatus(session)) {
      if (!each.getPath().getName().equals(CHECKPOINTS)) {
        fileSystem.delete(each.getPath(), true);
      }
    }
  }

  private boolean holdsCheckpoint(org.apache.hadoop.fs.Path directory) throws IOException {
    try {
      RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(directory, true);
      while (files.hasNext()) {
        if (files.next().getPath().getName().equals(CheckpointLayout.METADATA_FILE)) {
          return true;
        }
      }
      return false;
    } catch (java.io.FileNotFoundException e) {
      return false; // it took none
    }
  }

  /** Copies a keytab to where nobody but its owner can read it. */
  FileStatus writeKeytab(org.apache.hadoop.fs.Path directory, Path keytab) {
    try {
      org.apache.hadoop.fs.Path copy =
          new org.apache.hadoop.fs.Path(directory, SessionSpec.KEYTAB_LINK);
      try (OutputStream out = FileSystem.create(fileSystem, copy, OWNER_ONLY)) {
        Files.copy(keytab, out);
      }
      return fileSystem.getFileStatus(copy);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * On a cluster with security: tokens for the default file system, this one, and others. None is
   * asked for where {@code credentials} has one.
   *
   * @param renewer who may renew them
   * @param others URIs of further file systems
   */
  void addTokens(String renewer, List<String> others, Credentials credentials) {
    try {
      FileSystem.get(fileSystem.getConf()).addDelegationTokens(renewer, credentials);
      fileSystem.addDelegationTokens(renewer, credentials);
      for (String other : others) {
        FileSystem.get(URI.create(other.strip()), fileSystem.getConf())
            .addDelegationTokens(renewer, credentials);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private org.apache.hadoop.fs.Path filesDirectory() {
    return new org.apache.hadoop.fs.Path(root, "files");
  }

  private static List<Path> contents(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static List<Path> logSettings(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String role : List.of("appmaster", "worker")) {
      Path file = directory.resolve("log4j-" + role + ".properties");
      if (Files.isRegularFile(file)) {
        found.add(file);
      }
    }
    return found;
  }

  private static FlyshuttleException failed(IOException thrown) {
    IOException cause =
        thrown instanceof RemoteException remote
            ? remote.unwrapRemoteException(
                SafeModeException.class, org.apache.hadoop.security.AccessControlException.class)
            : thrown;
    String text = String.valueOf(cause.getMessage());
    String line = text.indexOf('\n') < 0 ? text : text.substring(0, text.indexOf('\n'));
    if (cause instanceof SafeModeException) {
      return new FlyshuttleException(
          ErrorCode.SAFE_MODE,
          "HDFS is in safe mode and takes no files now: wait, or see hdfs dfsadmin -safemode get",
          cause);
    }
    if (cause instanceof org.apache.hadoop.security.AccessControlException) {
      return new FlyshuttleException(ErrorCode.ACCESS_DENIED, "HDFS refused: " + line, cause);
    }
    if (cause instanceof java.net.ConnectException
        || cause instanceof java.net.SocketTimeoutException
        || cause instanceof java.net.NoRouteToHostException
        || cause instanceof UnknownHostException) {
      return new FlyshuttleException(
          ErrorCode.CLUSTER_UNREACHABLE,
          "no NameNode answers: is the cluster up, and is HADOOP_CONF_DIR the right one? " + line,
          cause);
    }
    return new FlyshuttleException(
        ErrorCode.FILE_SYSTEM_UNAVAILABLE, "the shared file system failed: " + line, cause);
  }
}
