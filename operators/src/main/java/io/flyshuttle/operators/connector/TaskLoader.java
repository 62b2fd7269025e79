// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.connector;

import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.function.rich.RuntimeContext;

/** The loader of the job's classes. */
public final class TaskLoader implements UserCodeClassLoader {
  private final RuntimeContext context;

  public TaskLoader(RuntimeContext context) {
    this.context = context;
  }

  @Override
  public ClassLoader asClassLoader() {
    return context.getUserCodeClassLoader();
  }

  @Override
  public void registerReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook) {
    context.registerUserCodeClassLoaderReleaseHookIfAbsent(releaseHookName, releaseHook);
  }
}
