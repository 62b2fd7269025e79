// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The shape of a session, decided by its starter. Written as a properties file with sorted keys.
 *
 * @param name the session's name
 * @param staging URI of the session's staging directory
 * @param workers workers to start at once and to keep; 0: none until a job needs one
 * @param masterMemoryMegabytes size of the ApplicationMaster's container
 * @param workerMemoryMegabytes size of a worker's container
 * @param slots slots per worker
 * @param workerCores virtual cores per worker
 * @param nodeLabel node label expression for workers, empty for none
 * @param workerCommand command line of a worker, with {@code {{placeholders}}} as YARN knows them
 * @param workerEnvironment environment of a worker
 * @param files what a worker's container gets
 */
public record SessionSpec(
    String name,
    String staging,
    int workers,
    int masterMemoryMegabytes,
    int workerMemoryMegabytes,
    int slots,
    int workerCores,
    String nodeLabel,
    String workerCommand,
    Map<String, String> workerEnvironment,
    List<LaunchFile> files) {

  /** Name of the file in {@link #CONF_LINK} that holds this record. */
  public static final String FILE_NAME = "session.properties";

  /**
   * Name of the file with the session's secret, what a client must know to be let in: in {@link
   * #CONF_LINK}, and in the staging directory for clients.
   */
  public static final String SECRET_FILE_NAME = "session.secret";

  /**
   * Directory in a container with Hadoop's configuration, the session's and log settings; unpacked
   * from {@link #CONF_ARCHIVE_NAME}.
   */
  public static final String CONF_LINK = "conf";

  /** Name of the archive in the staging directory. */
  public static final String CONF_ARCHIVE_NAME = "conf.tar";

  /**
   * Environment of the ApplicationMaster: size and modification time of the archive, as {@code
   * size:millis}. This record lies in the archive, so it cannot tell them.
   */
  public static final String CONF_ARCHIVE_VARIABLE = "FLYSHUTTLE_CONF_ARCHIVE";

  /**
   * Directory in the staging directory in which each ApplicationMaster after the first leaves a
   * file: its name the attempt's number, its content the JobManager's actor reference.
   */
  public static final String MASTERS_DIRECTORY = "masters";

  /** Name of the engine's directory in a container. */
  public static final String ENGINE_LINK = "engine";

  /** Name of the keytab in the ApplicationMaster's container, if the session has one. */
  public static final String KEYTAB_LINK = "krb5.keytab";

  /** Name of the session's configuration in {@link #CONF_LINK}. */
  public static final String CONF_FILE_NAME = "flyshuttle.yaml";

  /** Writes the whole. */
  public void write(Writer out) throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    all.put("name", name);
    all.put("staging", staging);
    all.put("workers", Integer.toString(workers));
    all.put("master.memory-mb", Integer.toString(masterMemoryMegabytes));
    all.put("worker.memory-mb", Integer.toString(workerMemoryMegabytes));
    all.put("worker.slots", Integer.toString(slots));
    all.put("worker.cores", Integer.toString(workerCores));
    all.put("worker.node-label", nodeLabel);
    all.put("worker.command", workerCommand);
    workerEnvironment.forEach((key, value) -> all.put("worker.environment." + key, value));
    for (int i = 0; i < files.size(); i++) {
      LaunchFile file = files.get(i);
      String prefix = "file." + i + '.';
      all.put(prefix + "link", file.link());
      all.put(prefix + "uri", file.uri());
      all.put(prefix + "size", Long.toString(file.sizeBytes()));
      all.put(prefix + "modified", Long.toString(file.modifiedMillis()));
      all.put(prefix + "archive", Boolean.toString(file.archive()));
      all.put(prefix + "shared", Boolean.toString(file.shared()));
    }
    for (Map.Entry<String, String> entry : all.entrySet()) {
      out.write(escape(entry.getKey(), true));
      out.write('=');
      out.write(escape(entry.getValue(), false));
      out.write('\n');
    }
    out.flush();
  }

  /** Reads what {@link #write} wrote. */
  public static SessionSpec read(Reader in) throws IOException {
    Properties all = new Properties();
    all.load(in);
    Map<String, String> environment = new TreeMap<>();
    String prefix = "worker.environment.";
    for (String key : all.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        environment.put(key.substring(prefix.length()), all.getProperty(key));
      }
    }
    List<LaunchFile> files = new ArrayList<>();
    for (int i = 0; all.containsKey("file." + i + ".link"); i++) {
      String file = "file." + i + '.';
      files.add(
          new LaunchFile(
              text(all, file + "link"),
              text(all, file + "uri"),
              Long.parseLong(text(all, file + "size")),
              Long.parseLong(text(all, file + "modified")),
              Boolean.parseBoolean(text(all, file + "archive")),
              Boolean.parseBoolean(text(all, file + "shared"))));
    }
    return new SessionSpec(
        text(all, "name"),
        text(all, "staging"),
        Integer.parseInt(text(all, "workers")),
        Integer.parseInt(text(all, "master.memory-mb")),
        Integer.parseInt(text(all, "worker.memory-mb")),
        Integer.parseInt(text(all, "worker.slots")),
        Integer.parseInt(text(all, "worker.cores")),
        text(all, "worker.node-label"),
        text(all, "worker.command"),
        environment,
        files);
  }

  private static String text(Properties all, String key) throws IOException {
    String value = all.getProperty(key);
    if (value == null) {
      throw new IOException(FILE_NAME + " lacks the key " + key);
    }
    return value;
  }

  private static String escape(String text, boolean key) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '=', ':', '#', '!' -> escaped.append('\\').append(c);
        case ' ' -> escaped.append(key || i == 0 ? "\\ " : " ");
        default -> {
          if (c < 0x20 || c > 0x7e) {
            escaped.append(String.format("\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
