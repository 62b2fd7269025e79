// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

/** For output formats that can take back what a failed subtask wrote. */
public interface CleanupWhenUnsuccessful {

  /** Removes what was written, as far as possible. Called after close. */
  void tryCleanupOnError() throws Exception;
}
