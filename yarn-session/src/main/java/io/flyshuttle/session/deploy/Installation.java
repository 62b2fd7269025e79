// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The unpacked distribution: its jars, its configuration, and the directory in which it keeps what
 * it derived from them (class-data archives, digests).
 */
public final class Installation {
  private final Path home;
  private final Path configuration;
  private final Path derived;

  // looked up once: archives may appear while a session starts, and digest and content must agree
  private List<Path> classData;

  /**
   * @param home where the tar was unpacked
   * @param configuration the directory with {@code flyshuttle.yaml}
   * @param derived directory for derived files; need not exist
   */
  public Installation(Path home, Path configuration, Path derived) {
    this.home = home;
    this.configuration = configuration;
    this.derived = derived;
  }

  /**
   * The installation that the scripts started this process from: environment {@code
   * FLYSHUTTLE_HOME}, {@code FLYSHUTTLE_CONF_DIR}, {@code FLYSHUTTLE_DERIVED_DIR}.
   */
  public static Installation current() {
    String home = System.getenv("FLYSHUTTLE_HOME");
    if (home == null || home.isEmpty()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "FLYSHUTTLE_HOME is not set: start this command by the scripts in bin/");
    }
    Path root = Path.of(home);
    String configuration = System.getenv("FLYSHUTTLE_CONF_DIR");
    String derived = System.getenv("FLYSHUTTLE_DERIVED_DIR");
    return new Installation(
        root,
        configuration == null ? root.resolve("conf") : Path.of(configuration),
        derived == null ? root.resolve("lib/derived") : Path.of(derived));
  }

  /** The directory with {@code flyshuttle.yaml} and the log settings. */
  public Path configuration() {
    return configuration;
  }

  /** Jars of the engine, in the order of the classpath. */
  List<Path> jars() throws IOException {
    Path lib = home.resolve("lib");
    if (!Files.isDirectory(lib)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION, lib + " does not exist: the installation is not complete");
    }
    return list(lib, ".jar");
  }

  /** Class-data archives for containers; empty before they were made. */
  private synchronized List<Path> classDataArchives() {
    if (classData != null) {
      return classData;
    }
    List<Path> archives = new ArrayList<>();
    for (String role : List.of("appmaster", "worker")) {
      Path archive = derived.resolve(role + ".jsa");
      if (Files.isRegularFile(archive)) {
        archives.add(archive);
      }
    }
    classData = List.copyOf(archives);
    return classData;
  }

  /** Roles that have an archive. */
  Set<String> archivedRoles() {
    return classDataArchives().stream()
        .map(archive -> archive.getFileName().toString().replace(".jsa", ""))
        .collect(Collectors.toSet());
  }

  /**
   * Digest over the names, times and contents of what containers get. Digesting 60 MB takes half a
   * second, so the result is kept beside sizes and times, and digested again when one of them
   * changed.
   */
  String engineDigest() throws IOException {
    StringBuilder stamp = new StringBuilder();
    List<Path> files = engineFiles();
    for (Path file : files) {
      stamp
          .append(file.getFileName())
          .append(' ')
          .append(Files.size(file))
          .append(' ')
          .append(Files.getLastModifiedTime(file).toMillis())
          .append('\n');
    }
    Path kept = derived.resolve("engine.digest");
    if (Files.isRegularFile(kept)) {
      String text = Files.readString(kept, StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      if (end > 0 && text.substring(end + 1).contentEquals(stamp)) {
        return text.substring(0, end);
      }
    }
    StringBuilder content = new StringBuilder();
    for (Path file : files) {
      content
          .append(file.getFileName())
          .append(' ')
          .append(Files.getLastModifiedTime(file).toMillis() / 1000)
          .append(' ')
          .append(Sha256.ofFile(file))
          .append('\n');
    }
    String digest = Sha256.ofText(content.toString());
    keep(kept, digest + "\n" + stamp);
    return digest;
  }

  /** Writes the engine archive: {@code lib/*.jar} and {@code class-data/*.jsa}. */
  void writeEngine(java.io.OutputStream out) throws IOException {
    // the stream belongs to the caller, but the end mark is the tar's
    try (TarWriter tar = new TarWriter(out)) {
      for (Path jar : jars()) {
        tar.add("lib/" + jar.getFileName(), jar);
      }
      for (Path archive : classDataArchives()) {
        tar.add("class-data/" + archive.getFileName(), archive);
      }
    }
  }

  private List<Path> engineFiles() throws IOException {
    List<Path> files = new ArrayList<>(jars());
    files.addAll(classDataArchives());
    return files;
  }

  private void keep(Path file, String text) throws IOException {
    if (!Files.isDirectory(derived) && !derived.toFile().mkdirs()) {
      return; // a read-only installation: digested anew each time
    }
    if (!Files.isWritable(derived)) {
      return;
    }
    Path draft = derived.resolve(".digest." + UUID.randomUUID());
    Files.writeString(draft, text, StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Path> list(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().endsWith(suffix)).sorted().toList();
    }
  }
}
