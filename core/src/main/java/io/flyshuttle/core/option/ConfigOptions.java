// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes options: {@code ConfigOptions.key("a.b").intType().defaultValue(5).withDescription("...")}.
 */
public final class ConfigOptions {
  private ConfigOptions() {}

  /** Starts with the key. */
  public static OptionBuilder key(String key) {
    return new OptionBuilder(key);
  }

  /** Asks for the type. */
  public static final class OptionBuilder {
    private final String key;

    OptionBuilder(String key) {
      this.key = Objects.requireNonNull(key);
    }

    public TypedConfigOptionBuilder<Boolean> booleanType() {
      return typed(OptionType.of(Boolean.class));
    }

    public TypedConfigOptionBuilder<Integer> intType() {
      return typed(OptionType.of(Integer.class));
    }

    public TypedConfigOptionBuilder<Long> longType() {
      return typed(OptionType.of(Long.class));
    }

    public TypedConfigOptionBuilder<Float> floatType() {
      return typed(OptionType.of(Float.class));
    }

    public TypedConfigOptionBuilder<Double> doubleType() {
      return typed(OptionType.of(Double.class));
    }

    public TypedConfigOptionBuilder<String> stringType() {
      return typed(OptionType.of(String.class));
    }

    /** Text that is one of the given values, read without regard to case. */
    public TypedConfigOptionBuilder<String> stringType(String... allowedValues) {
      return typed(OptionType.oneOf(allowedValues));
    }

    public TypedConfigOptionBuilder<Duration> durationType() {
      return typed(OptionType.of(Duration.class));
    }

    /** A size; a number without unit is bytes. */
    public TypedConfigOptionBuilder<MemorySize> memoryType() {
      return memoryType(MemorySize.MemoryUnit.BYTES);
    }

    /**
     * A size; a number without unit is in {@code defaultUnit} where it stands under the option's
     * own key or a deprecated one, and bytes under a fallback key. The number -1 is as if not set.
     */
    public TypedConfigOptionBuilder<MemorySize> memoryType(MemorySize.MemoryUnit defaultUnit) {
      return typed(OptionType.memory(defaultUnit));
    }

    public <E extends Enum<E>> TypedConfigOptionBuilder<E> enumType(Class<E> enumClass) {
      return typed(OptionType.of(enumClass));
    }

    /** Pairs, written {@code k1:v1,k2:v2}. */
    public TypedConfigOptionBuilder<Map<String, String>> mapType() {
      return typed(OptionType.of(Map.class));
    }

    /** An option whose type is that of its default. Typed methods say more. */
    public <T> ConfigOption<T> defaultValue(T value) {
      return new ConfigOption<>(
          key, OptionType.of(value.getClass()), value, "", List.of(), List.of());
    }

    /** Text without default. Typed methods say more. */
    public ConfigOption<String> noDefaultValue() {
      return stringType().noDefaultValue();
    }

    private <T> TypedConfigOptionBuilder<T> typed(OptionType type) {
      return new TypedConfigOptionBuilder<>(key, type);
    }
  }

  /**
   * Asks for the default.
   *
   * @param <T> type of the value
   */
  public static final class TypedConfigOptionBuilder<T> {
    private final String key;
    private final OptionType type;

    TypedConfigOptionBuilder(String key, OptionType type) {
      this.key = key;
      this.type = type;
    }

    /** A list of such values, written with semicolons between them. */
    public ListConfigOptionBuilder<T> asList() {
      return new ListConfigOptionBuilder<>(key, type.asList());
    }

    public ConfigOption<T> defaultValue(T value) {
      return new ConfigOption<>(key, type, value, "", List.of(), List.of());
    }

    public ConfigOption<T> noDefaultValue() {
      return new ConfigOption<>(key, type, null, "", List.of(), List.of());
    }
  }

  /**
   * Asks for the default of a list.
   *
   * @param <E> type of the elements
   */
  public static final class ListConfigOptionBuilder<E> {
    private final String key;
    private final OptionType type;

    ListConfigOptionBuilder(String key, OptionType type) {
      this.key = key;
      this.type = type;
    }

    @SafeVarargs
    public final ConfigOption<List<E>> defaultValues(E... values) {
      return new ConfigOption<>(key, type, List.of(values), "", List.of(), List.of());
    }

    public ConfigOption<List<E>> noDefaultValue() {
      return new ConfigOption<>(key, type, null, "", List.of(), List.of());
    }
  }
}
