// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector;

/** The loader of the job's classes, and what has to happen before it is let go. */
public interface UserCodeClassLoader {

  ClassLoader asClassLoader();

  /** Runs {@code releaseHook} before the loader is let go; once per name. */
  void registerReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook);
}
