// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's own settings: what is on the class path, then {@code core-site.xml} and {@code
 * hdfs-site.xml} of the directory that the option {@code fs.hdfs.hadoopconf} names, or else the
 * environment.
 */
public final class HadoopSettings {

  /** Option that names the directory. */
  public static final String DIRECTORY_OPTION = "fs.hdfs.hadoopconf";

  private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml");

  /**
   * Hadoop by itself tries a host that does not answer for a quarter of an hour, which looks like a
   * hang. Two retries of 20 s are for a host that is busy.
   */
  private static final Map<String, String> BOUNDS =
      Map.of("ipc.client.connect.max.retries.on.timeouts", "2");

  private HadoopSettings() {}

  /**
   * Loads the settings.
   *
   * @param options options of this process
   * @throws FlyshuttleException if the option names a directory without such files
   */
  public static Configuration load(Map<String, String> options) {
    return load(options, System.getenv());
  }

  static Configuration load(Map<String, String> options, Map<String, String> environment) {
    Configuration settings = new Configuration();
    settings.addResource("hdfs-default.xml");
    settings.addResource("hdfs-site.xml");
    File directory = directory(options, environment);
    if (directory != null) {
      for (String name : FILES) {
        File file = new File(directory, name);
        if (file.isFile()) {
          settings.addResource(new Path(file.toURI()));
        }
      }
    }
    BOUNDS.forEach((key, value) -> setUnlessSite(settings, key, value));
    return settings;
  }

  /** The directory with Hadoop's site files; null if none is named. */
  static File directory(Map<String, String> options, Map<String, String> environment) {
    String named = options.getOrDefault(DIRECTORY_OPTION, "").trim();
    if (!named.isEmpty()) {
      File directory = new File(named);
      if (FILES.stream().noneMatch(name -> new File(directory, name).isFile())) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_OPTION,
            "Option "
                + DIRECTORY_OPTION
                + " names "
                + named
                + ", where there is neither core-site.xml nor hdfs-site.xml.");
      }
      return directory;
    }
    List<String> candidates = new ArrayList<>();
    candidates.add(environment.get("HADOOP_CONF_DIR"));
    candidates.add(environment.get("YARN_CONF_DIR"));
    String home = environment.get("HADOOP_HOME");
    if (home != null && !home.isBlank()) {
      candidates.add(home + "/etc/hadoop");
    }
    return candidates.stream()
        .filter(path -> path != null && !path.isBlank())
        .map(File::new)
        .filter(File::isDirectory)
        .findFirst()
        .orElse(null);
  }

  private static void setUnlessSite(Configuration settings, String key, String value) {
    String[] sources = settings.getPropertySources(key);
    boolean isDefault =
        sources == null
            || sources.length == 0
            || sources[sources.length - 1].endsWith("core-default.xml");
    if (isDefault) {
      settings.set(key, value);
    }
  }
}
