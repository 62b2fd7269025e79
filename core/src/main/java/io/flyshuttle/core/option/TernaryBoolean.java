// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** True, false, or not said. */
public enum TernaryBoolean {
  TRUE,
  FALSE,
  UNDEFINED;

  /** The value, or what is given if it is not said. */
  public boolean getOrDefault(boolean defaultValue) {
    return this == UNDEFINED ? defaultValue : this == TRUE;
  }

  /** This, or what is given if it is not said. */
  public TernaryBoolean resolveUndefined(boolean valueForUndefined) {
    return this == UNDEFINED ? fromBoolean(valueForUndefined) : this;
  }

  /** Null if it is not said. */
  public Boolean getAsBoolean() {
    return this == UNDEFINED ? null : Boolean.valueOf(this == TRUE);
  }

  public static TernaryBoolean fromBoolean(boolean value) {
    return value ? TRUE : FALSE;
  }

  /**
   * As {@link #fromBoolean}.
   *
   * @param value null if it is not said
   */
  public static TernaryBoolean fromBoxedBoolean(Boolean value) {
    return value == null ? UNDEFINED : fromBoolean(value);
  }

  /** What the program says, else what the configuration says. */
  public static TernaryBoolean mergeTernaryBooleanWithConfig(
      TernaryBoolean original, ConfigOption<Boolean> configOption, ReadableConfig config) {
    return original == UNDEFINED
        ? fromBoxedBoolean(config.getOptional(configOption).orElse(null))
        : original;
  }
}
