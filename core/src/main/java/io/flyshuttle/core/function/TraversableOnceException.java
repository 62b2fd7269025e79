// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/** Somebody asked a second time for the records of a group, which are gone after the first. */
public final class TraversableOnceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what to do. */
  public TraversableOnceException() {
    super(
        "The records of a group or partition can be walked once: copy those that are needed again");
  }
}
