// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The class loader of one job's jars, in the client as in a worker. Child-first: the jars' own
 * version of a library wins over the engine's, but for classes that both sides must share. Close it
 * when the job's last task has ended.
 */
public final class UserClassLoader extends URLClassLoader {
  /** Classes that pass between program and engine, or that a JVM must have once. */
  private static final List<String> ALWAYS_PARENT_FIRST =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "org.w3c.",
          "org.xml.",
          "scala.",
          "io.flyshuttle.",
          "com.esotericsoftware.kryo.",
          "org.apache.hadoop.",
          "org.slf4j.",
          "org.apache.logging.",
          "org.apache.log4j.",
          "org.apache.commons.logging.",
          "ch.qos.logback.");

  static {
    registerAsParallelCapable();
  }

  private final boolean childFirst;
  private final List<String> parentFirst;

  /**
   * @param jars the job's jars
   * @param parent the engine's class loader
   * @param childFirst whether the jars win
   * @param furtherParentFirst prefixes of class names for which the engine wins nevertheless
   */
  public UserClassLoader(
      URL[] jars, ClassLoader parent, boolean childFirst, List<String> furtherParentFirst) {
    super("job", jars, parent);
    this.childFirst = childFirst;
    this.parentFirst = new ArrayList<>(ALWAYS_PARENT_FIRST);
    this.parentFirst.addAll(furtherParentFirst);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!childFirst || isParentFirst(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        try {
          found = findClass(name);
        } catch (ClassNotFoundException e) {
          return super.loadClass(name, resolve);
        }
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  @Override
  public URL getResource(String name) {
    if (childFirst && !isParentFirst(name.replace('/', '.'))) {
      URL own = findResource(name);
      if (own != null) {
        return own;
      }
    }
    return super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!childFirst || isParentFirst(name.replace('/', '.'))) {
      return super.getResources(name);
    }
    Set<URL> all = new LinkedHashSet<>(Collections.list(findResources(name)));
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }

  private boolean isParentFirst(String name) {
    for (String prefix : parentFirst) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
