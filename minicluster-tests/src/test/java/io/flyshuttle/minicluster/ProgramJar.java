// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A jar of the programs in {@code io.flyshuttle.minicluster.program}, as a user would ship them.
 */
final class ProgramJar {
  private static Path jar;

  private ProgramJar() {}

  /** The jar, made once. */
  static synchronized Path path() {
    if (jar == null) {
      try {
        jar = write(name -> true);
      } catch (IOException | URISyntaxException e) {
        throw new AssertionError("the jar of test programs cannot be made", e);
      }
    }
    return jar;
  }

  /**
   * A jar of some programs.
   *
   * @param classes asked with simple names, those of nested classes with a $
   */
  static Path with(Predicate<String> classes) throws IOException, URISyntaxException {
    return write(classes);
  }

  private static Path write(Predicate<String> wanted) throws IOException, URISyntaxException {
    Path classes =
        Path.of(ProgramJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path written = Files.createTempFile("programs", ".jar");
    written.toFile().deleteOnExit();
    try (Stream<Path> files = Files.walk(classes.resolve("io/flyshuttle/minicluster/program"));
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(written))) {
      List<Path> found = files.filter(file -> isWanted(file, wanted)).toList();
      for (Path file : found) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return written;
  }

  private static boolean isWanted(Path file, Predicate<String> wanted) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && wanted.test(name.substring(0, name.length() - 6));
  }
}
