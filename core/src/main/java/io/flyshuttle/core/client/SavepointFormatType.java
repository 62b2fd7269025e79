// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.option.DescribedEnum;

/** The form of a savepoint. */
public enum SavepointFormatType implements DescribedEnum {
  CANONICAL("the same for all state stores, so that the store can be changed"),
  NATIVE("that of the state store, quicker to write and to read");

  /** What is taken where nothing is said. */
  public static final SavepointFormatType DEFAULT = CANONICAL;

  private final String description;

  SavepointFormatType(String description) {
    this.description = description;
  }

  @Override
  public String getDescription() {
    return description;
  }
}
