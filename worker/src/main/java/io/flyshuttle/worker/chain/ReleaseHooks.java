// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

/** What users want done before the loader of their classes is let go. */
@FunctionalInterface
public interface ReleaseHooks {

  /** Keeps the hook unless one of that name is kept already. Any thread. */
  void registerIfAbsent(String name, Runnable hook);
}
