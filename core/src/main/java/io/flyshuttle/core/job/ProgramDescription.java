// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

/** A main class that can say what it does and which arguments it takes. */
public interface ProgramDescription {

  /** What to show to somebody who asks how the program is used. */
  String getDescription();
}
