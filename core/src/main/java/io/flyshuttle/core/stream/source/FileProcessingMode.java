// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.source;

/** How often a file source looks at its directory. */
public enum FileProcessingMode {
  /** Once. */
  PROCESS_ONCE,
  /** Again and again, for new or changed files. */
  PROCESS_CONTINUOUSLY
}
