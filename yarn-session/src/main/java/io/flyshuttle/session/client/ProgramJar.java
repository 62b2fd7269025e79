// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Nearest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/** A user's jar: its main class, and calling it. */
public final class ProgramJar {
  private static final int NAMED_CANDIDATES = 5;

  private final Path file;
  private final String mainClassName;

  private ProgramJar(Path file, String mainClassName) {
    this.file = file;
    this.mainClassName = mainClassName;
  }

  /**
   * Looks into a jar.
   *
   * @param file the jar
   * @param mainClassName the class asked for; null for the one in the manifest
   * @throws FlyshuttleException JAR_NOT_USABLE or MAIN_CLASS_NOT_USABLE
   */
  public static ProgramJar open(Path file, String mainClassName) {
    if (!Files.exists(file)) {
      throw new FlyshuttleException(
          ErrorCode.JAR_NOT_USABLE, "no such file: " + file.toAbsolutePath());
    }
    if (Files.isDirectory(file)) {
      throw new FlyshuttleException(
          ErrorCode.JAR_NOT_USABLE, file.toAbsolutePath() + " is a directory, not a jar");
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      String named = mainClassName != null ? mainClassName : ofManifest(jar);
      if (named == null) {
        throw new FlyshuttleException(
            ErrorCode.MAIN_CLASS_NOT_USABLE,
            "the manifest of "
                + file.getFileName()
                + " names no Main-Class: name the class with --class");
      }
      return new ProgramJar(file, named);
    } catch (ZipException e) {
      throw new FlyshuttleException(
          ErrorCode.JAR_NOT_USABLE, file.toAbsolutePath() + " is not a jar", e);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.JAR_NOT_USABLE, "cannot read " + file.toAbsolutePath() + ": " + e, e);
    }
  }

  private static String ofManifest(JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    if (manifest == null) {
      return null;
    }
    String name = manifest.getMainAttributes().getValue("program-class");
    return name != null ? name : manifest.getMainAttributes().getValue("Main-Class");
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /**
   * Finds {@code main}.
   *
   * @param loader has this jar
   */
  public Method mainMethod(ClassLoader loader) {
    try {
      Class<?> mainClass = Class.forName(mainClassName, false, loader);
      Method main = mainClass.getMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
        throw new FlyshuttleException(
            ErrorCode.MAIN_CLASS_NOT_USABLE,
            mainClassName + ".main is not \"public static void main(String[])\"");
      }
      main.setAccessible(true);
      return main;
    } catch (ClassNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.MAIN_CLASS_NOT_USABLE,
          "class " + mainClassName + " is not in " + file.getFileName() + candidates(),
          e);
    } catch (NoSuchMethodException e) {
      throw new FlyshuttleException(
          ErrorCode.MAIN_CLASS_NOT_USABLE,
          mainClassName
              + " has no \"public static void main(String[])\": name another class with --class",
          e);
    } catch (NoClassDefFoundError e) {
      throw new FlyshuttleException(
          ErrorCode.CLASS_NOT_FOUND,
          mainClassName
              + " needs the class "
              + String.valueOf(e.getMessage()).replace('/', '.')
              + ", which is in no jar: put it into the jar, or ship it with the session (--jar)",
          e);
    }
  }

  private String candidates() {
    List<String> names = new ArrayList<>();
    List<String> all = new ArrayList<>();
    String simple = mainClassName.substring(mainClassName.lastIndexOf('.') + 1);
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .forEach(all::add);
      all.stream()
          .filter(name -> name.substring(name.lastIndexOf('.') + 1).equals(simple))
          .limit(NAMED_CANDIDATES)
          .forEach(names::add);
      if (names.isEmpty()) {
        Nearest.to(mainClassName, all).ifPresent(names::add);
      }
    } catch (IOException e) {
      return "";
    }
    return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
  }

  /**
   * Calls {@code main} on this thread, with {@code loader} as its context class loader.
   *
   * @throws FlyshuttleException the program's own one if it failed with one; else
   *     MAIN_METHOD_FAILED, which shows the program's own frame first
   */
  public void run(Method main, String[] arguments, ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      main.invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw failure(e.getCause(), loader);
    } catch (LinkageError e) {
      // of the class itself: its static initializer, or a class it is made of
      throw failure(e, loader);
    } catch (IllegalAccessException e) {
      throw new FlyshuttleException(
          ErrorCode.MAIN_CLASS_NOT_USABLE, "cannot call " + mainClassName + ".main: " + e, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String description(Throwable thrown, Throwable root) {
    if (thrown == root || thrown instanceof ExceptionInInitializerError) {
      return root.toString();
    }
    return String.valueOf(thrown.getMessage()).contains(root.toString())
        ? thrown.toString()
        : thrown + ", caused by " + root;
  }

  private RuntimeException failure(Throwable thrown, ClassLoader loader) {
    if (thrown instanceof ProgramAbort abort) {
      throw abort;
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof FlyshuttleException coded) {
        return coded;
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    boolean missing =
        root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError;
    return new FlyshuttleException(
        missing ? ErrorCode.CLASS_NOT_FOUND : ErrorCode.MAIN_METHOD_FAILED,
        (missing
                ? "the program needs the class "
                    + String.valueOf(root.getMessage()).replace('/', '.')
                    + ", which is in no jar"
                : "the program's main failed: " + description(thrown, root))
            + UserFrame.of(root, loader).map(frame -> " at " + frame).orElse("")
            + (root instanceof OutOfMemoryError
                ? ": give the client more memory with env.java.opts.client in conf/flyshuttle.yaml"
                : ""),
        thrown);
  }
}
