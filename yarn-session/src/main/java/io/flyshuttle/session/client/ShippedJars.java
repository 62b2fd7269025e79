// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.function.Supplier;

/**
 * The jars that a session ships to its containers, for {@code main}: a thin program may need them
 * to build its graph. Fetched only when a class is found nowhere else, as most programs have no
 * need of them. Stands between the engine's class loader and the program's.
 */
public final class ShippedJars extends URLClassLoader {
  /** A module of the engine that is a library: a session ships it from opt/ if it needs it. */
  private static final String HADOOP_FORMATS = "io.flyshuttle.hadoop.";

  static {
    registerAsParallelCapable();
  }

  private final Supplier<List<URL>> jars;
  private boolean asked;

  /**
   * @param parent the engine's class loader
   * @param jars local copies of the shipped jars; asked at most once, may block
   */
  public ShippedJars(ClassLoader parent, Supplier<List<URL>> jars) {
    super("shipped", new URL[0], parent);
    this.jars = jars;
  }

  /** Looked up on speculation by the JDK, and never in a library. */
  private static boolean isNeverShipped(String name) {
    return name.startsWith("java.")
        || (name.startsWith("io.flyshuttle.") && !name.startsWith(HADOOP_FORMATS));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (isNeverShipped(name)) {
      throw new ClassNotFoundException(name);
    }
    fetch();
    return super.findClass(name);
  }

  private synchronized void fetch() {
    if (!asked) {
      asked = true;
      jars.get().forEach(this::addURL);
    }
  }
}
