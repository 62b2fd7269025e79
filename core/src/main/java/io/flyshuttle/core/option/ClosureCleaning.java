// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/**
 * Holds the levels of closure cleaning. They stand here, below {@code ExecutionConfig} which
 * inherits them under the name {@code ExecutionConfig.ClosureCleanerLevel}, because an option has
 * them as values.
 */
public interface ClosureCleaning {

  /** How far unneeded references to outer objects are taken out of functions. */
  enum ClosureCleanerLevel implements DescribedEnum {
    NONE("functions are left as they are"),
    TOP_LEVEL("the function itself is cleaned, not what its fields refer to"),
    RECURSIVE("the function and what its fields refer to is cleaned");

    private final String description;

    ClosureCleanerLevel(String description) {
      this.description = description;
    }

    @Override
    public String getDescription() {
      return description;
    }
  }
}
