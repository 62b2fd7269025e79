// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.UserClassLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramJarTest {
  /** Keeps what it was called with. */
  public static final class Echo {
    static String[] arguments;

    public static void main(String[] arguments) {
      Echo.arguments = arguments;
    }
  }

  /** Fails in its own code. */
  public static final class Failing {
    public static void main(String[] arguments) {
      throw new IllegalStateException("no input");
    }
  }

  /** Cannot be initialized. */
  public static final class Uninitializable {
    static final int NUMBER = Integer.parseInt("many");

    public static void main(String[] arguments) {}
  }

  /** Has no main. */
  public static final class WithoutMain {}

  @TempDir Path directory;

  private Path jar(String mainClass, Class<?>... classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (mainClass != null) {
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    }
    Path file = directory.resolve("program.jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Class<?> each : classes) {
        String entry = each.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(entry));
        try (InputStream in = each.getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(jar);
        }
      }
    }
    return file;
  }

  private UserClassLoader loader(Path jar) throws IOException {
    return new UserClassLoader(
        new URL[] {jar.toUri().toURL()}, ProgramJarTest.class.getClassLoader(), true, List.of());
  }

  private static ErrorCode code(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(FlyshuttleException.class, action).code();
  }

  @Test
  void shouldRefuseAFileThatIsNotThereOrNotAJar() throws IOException {
    Path text = Files.writeString(directory.resolve("a.jar"), "no jar");

    assertEquals(
        ErrorCode.JAR_NOT_USABLE, code(() -> ProgramJar.open(directory.resolve("b.jar"), null)));
    assertEquals(ErrorCode.JAR_NOT_USABLE, code(() -> ProgramJar.open(text, null)));
    assertEquals(ErrorCode.JAR_NOT_USABLE, code(() -> ProgramJar.open(directory, null)));
  }

  @Test
  void shouldAskForAClassWhenTheManifestNamesNone() throws IOException {
    Path file = jar(null, Echo.class);

    FlyshuttleException e =
        assertThrows(FlyshuttleException.class, () -> ProgramJar.open(file, null));

    assertEquals(ErrorCode.MAIN_CLASS_NOT_USABLE, e.code());
    assertTrue(e.getMessage().contains("--class"), e.getMessage());
  }

  @Test
  void shouldPassArgumentsAsTheyAre() throws IOException {
    Path file = jar(Echo.class.getName(), Echo.class);
    String[] arguments = {"--input", "a b", "", "-D", "x=y"};
    try (UserClassLoader loader = loader(file)) {
      ProgramJar program = ProgramJar.open(file, null);

      program.run(program.mainMethod(loader), arguments, loader);

      // the class is the engine's: "io.flyshuttle." is never loaded from a program's jar first
      assertArrayEquals(arguments, Echo.arguments);
    }
  }

  @Test
  void shouldSuggestTheClassWithThatSimpleName() throws IOException {
    Path file = jar(null, Echo.class);
    try (UserClassLoader loader = loader(file)) {
      ProgramJar program = ProgramJar.open(file, "wrong.pack.ProgramJarTest$Echo");

      FlyshuttleException e =
          assertThrows(FlyshuttleException.class, () -> program.mainMethod(loader));

      assertEquals(ErrorCode.MAIN_CLASS_NOT_USABLE, e.code());
      assertTrue(e.getMessage().contains("did you mean " + Echo.class.getName()), e.getMessage());
    }
  }

  @Test
  void shouldRefuseAClassWithoutMain() throws IOException {
    Path file = jar(null, WithoutMain.class);
    try (UserClassLoader loader = loader(file)) {
      ProgramJar program = ProgramJar.open(file, WithoutMain.class.getName());

      assertEquals(ErrorCode.MAIN_CLASS_NOT_USABLE, code(() -> program.mainMethod(loader)));
    }
  }

  @Test
  void whenMainThrowsThenItsOwnMessageIsTold() throws IOException {
    Path file = jar(null, Failing.class);
    try (UserClassLoader loader = loader(file)) {
      ProgramJar program = ProgramJar.open(file, Failing.class.getName());

      FlyshuttleException e =
          assertThrows(
              FlyshuttleException.class,
              () -> program.run(program.mainMethod(loader), new String[0], loader));

      assertEquals(ErrorCode.MAIN_METHOD_FAILED, e.code());
      assertTrue(e.getMessage().contains("no input"), e.getMessage());
    }
  }

  @Test
  void whenTheMainClassCannotBeInitializedThenTheReasonIsNamed() throws IOException {
    Path file = jar(Uninitializable.class.getName(), Uninitializable.class);
    UserClassLoader loader = loader(file);
    ProgramJar program = ProgramJar.open(file, null);

    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class,
            () -> program.run(program.mainMethod(loader), new String[0], loader));

    assertEquals(ErrorCode.MAIN_METHOD_FAILED, e.code());
    assertTrue(e.getMessage().contains("For input string: \"many\""), e.getMessage());
  }

  @Test
  void shouldSuggestTheNearestClass() throws IOException {
    Path file = jar(null, Echo.class, Failing.class);
    UserClassLoader loader = loader(file);
    ProgramJar program = ProgramJar.open(file, Echo.class.getName().replace("Echo", "Ecco"));

    FlyshuttleException e =
        assertThrows(FlyshuttleException.class, () -> program.mainMethod(loader));

    assertTrue(e.getMessage().contains("did you mean " + Echo.class.getName()), e.getMessage());
  }
}
