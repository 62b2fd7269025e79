// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

/** What a reader found when it was asked for a record. */
public enum InputStatus {
  /** Ask again at once. */
  MORE_AVAILABLE,
  /** Nothing at the moment: ask when {@link SourceReader#isAvailable} completes. */
  NOTHING_AVAILABLE,
  /** All is read: never ask again. */
  END_OF_INPUT
}
