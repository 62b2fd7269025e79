// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A setting: its key, type, default and description. Made by {@link ConfigOptions}. Immutable; the
 * {@code with} methods give a changed copy.
 *
 * @param <T> type of the value
 */
public final class ConfigOption<T> {
  private final String key;
  private final OptionType type;
  private final T defaultValue;
  private final String description;
  private final List<String> fallbackKeys;
  private final List<String> deprecatedKeys;
  private final boolean effective;

  ConfigOption(
      String key,
      OptionType type,
      T defaultValue,
      String description,
      List<String> fallbackKeys,
      List<String> deprecatedKeys) {
    this(key, type, defaultValue, description, fallbackKeys, deprecatedKeys, true);
  }

  ConfigOption(
      String key,
      OptionType type,
      T defaultValue,
      String description,
      List<String> fallbackKeys,
      List<String> deprecatedKeys,
      boolean effective) {
    this.key = Objects.requireNonNull(key);
    this.type = type;
    this.defaultValue = defaultValue;
    this.description = description;
    this.fallbackKeys = fallbackKeys;
    this.deprecatedKeys = deprecatedKeys;
    this.effective = effective;
  }

  /** A copy that also reads these keys, in this order, where the option's own key is not set. */
  public ConfigOption<T> withFallbackKeys(String... keys) {
    return new ConfigOption<>(
        key,
        type,
        defaultValue,
        description,
        joined(fallbackKeys, keys),
        deprecatedKeys,
        effective);
  }

  /** As {@link #withFallbackKeys}; use of such a key is logged as a warning. */
  public ConfigOption<T> withDeprecatedKeys(String... keys) {
    return new ConfigOption<>(
        key,
        type,
        defaultValue,
        description,
        fallbackKeys,
        joined(deprecatedKeys, keys),
        effective);
  }

  /** A copy with a description, which is printed in the documentation. */
  public ConfigOption<T> withDescription(String text) {
    return new ConfigOption<>(
        key, type, defaultValue, text, fallbackKeys, deprecatedKeys, effective);
  }

  /**
   * A copy that stands for a setting of other engines, which does nothing here.
   *
   * @param reason why, in a sentence without an end; whoever sets the option is told
   */
  public ConfigOption<T> withoutEffect(String reason) {
    return new ConfigOption<>(key, type, defaultValue, reason, fallbackKeys, deprecatedKeys, false);
  }

  /** Whether something reads the option; if not, the description says why. */
  public boolean hasEffect() {
    return effective;
  }

  public String key() {
    return key;
  }

  public boolean hasDefaultValue() {
    return defaultValue != null;
  }

  /** The default; null if there is none. */
  public T defaultValue() {
    return defaultValue;
  }

  /** What the option does, empty if it was not said. */
  public String description() {
    return description;
  }

  public boolean hasFallbackKeys() {
    return !fallbackKeys.isEmpty() || !deprecatedKeys.isEmpty();
  }

  /** All other keys under which the option is read, deprecated ones last. */
  public Iterable<String> fallbackKeys() {
    List<String> all = new ArrayList<>(fallbackKeys);
    all.addAll(deprecatedKeys);
    return all;
  }

  public boolean hasDeprecatedKeys() {
    return !deprecatedKeys.isEmpty();
  }

  public Iterable<String> deprecatedKeys() {
    return deprecatedKeys;
  }

  OptionType type() {
    return type;
  }

  boolean isDeprecated(String otherKey) {
    return deprecatedKeys.contains(otherKey);
  }

  private static List<String> joined(List<String> first, String... second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(second));
    return List.copyOf(all);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ConfigOption<?> that
        && key.equals(that.key)
        && fallbackKeys.equals(that.fallbackKeys)
        && deprecatedKeys.equals(that.deprecatedKeys)
        && Objects.equals(defaultValue, that.defaultValue);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, fallbackKeys, deprecatedKeys, defaultValue);
  }

  @Override
  public String toString() {
    return "Key: '" + key + "', default: " + defaultValue + ", other keys: " + fallbackKeys();
  }
}
