// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All options that are declared in this package: what can be set, and the table of it. */
public final class OptionCatalog {
  private static final List<Class<?>> DECLARING =
      List.of(
          CoreOptions.class,
          JobManagerOptions.class,
          TaskManagerOptions.class,
          NettyShuffleEnvironmentOptions.class,
          WebOptions.class,
          RestOptions.class,
          YarnOptions.class,
          DeploymentOptions.class,
          PipelineOptions.class,
          ExecutionOptions.class,
          RestartStrategyOptions.class,
          StateBackendOptions.class,
          CheckpointingOptions.class,
          StateRecoveryOptions.class,
          HeartbeatManagerOptions.class,
          BlobServerOptions.class);

  private static final Map<Class<?>, List<ConfigOption<?>>> BY_CLASS = collect();
  private static final Map<String, ConfigOption<?>> BY_KEY = index();

  private OptionCatalog() {}

  /** All options, in the order of their declaration. */
  public static List<ConfigOption<?>> options() {
    List<ConfigOption<?>> all = new ArrayList<>();
    BY_CLASS.values().forEach(all::addAll);
    return all;
  }

  /** The option that is read under {@code key}, be it its own key or another one. */
  public static Optional<ConfigOption<?>> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** The key that somebody who wrote {@code key} most likely meant. */
  public static Optional<String> nearest(String key) {
    return Nearest.to(key, BY_KEY.keySet());
  }

  /**
   * Checks that a value can be read by the option of its key. Keys without an option pass.
   *
   * @throws IllegalConfigurationException if it cannot, naming the key
   */
  public static void check(String key, String value) {
    ConfigOption<?> option = BY_KEY.get(key);
    if (option != null) {
      Configuration alone = new Configuration();
      alone.setString(key, value);
      alone.getOptional(option);
    }
  }

  /** The table of all options as Markdown, a section per class. */
  public static String markdown() {
    StringBuilder text = new StringBuilder(256);
    text.append("# Options\n\n")
        .append("Set in `conf/flyshuttle.yaml` as `key: value`, or on the command line as ")
        .append("`-D key=value`.\nThis page is written from the declarations in ")
        .append("`io.flyshuttle.core.option`; a test holds it to them.\n");
    BY_CLASS.forEach(
        (declaring, options) -> {
          if (!options.isEmpty()) {
            text.append("\n## ").append(declaring.getSimpleName()).append("\n\n");
            text.append("| key | default | type | what it does |\n|---|---|---|---|\n");
            options.forEach(option -> text.append(row(option)));
          }
        });
    return text.toString();
  }

  private static String row(ConfigOption<?> option) {
    List<String> others = new ArrayList<>();
    option.fallbackKeys().forEach(key -> others.add("`" + key + "`"));
    String also = others.isEmpty() ? "" : " Also read: " + String.join(", ", others) + ".";
    return "| `"
        + option.key()
        + "` | "
        + defaultText(option)
        + " | "
        + option.type().displayName().replace("|", "\\|")
        + " | "
        + option.description().replace("|", "\\|")
        + also
        + " |\n";
  }

  private static String defaultText(ConfigOption<?> option) {
    if (!option.hasDefaultValue()) {
      return "(none)";
    }
    String printed = OptionType.print(option.defaultValue());
    return printed.isEmpty() ? "(empty)" : "`" + printed + "`";
  }

  private static Map<Class<?>, List<ConfigOption<?>>> collect() {
    Map<Class<?>, List<ConfigOption<?>>> byClass = new LinkedHashMap<>();
    // some options have a second name for programs written for later versions of the API
    Set<ConfigOption<?>> seen = new HashSet<>();
    for (Class<?> declaring : DECLARING) {
      List<ConfigOption<?>> options = new ArrayList<>();
      for (Field field : declaring.getFields()) {
        if (field.getType() == ConfigOption.class && Modifier.isStatic(field.getModifiers())) {
          ConfigOption<?> option = valueOf(field);
          if (seen.add(option)) {
            options.add(option);
          }
        }
      }
      byClass.put(declaring, options);
    }
    return byClass;
  }

  private static ConfigOption<?> valueOf(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("options are public: " + field, e);
    }
  }

  private static Map<String, ConfigOption<?>> index() {
    Map<String, ConfigOption<?>> byKey = new HashMap<>();
    for (ConfigOption<?> option : options()) {
      if (byKey.put(option.key(), option) != null) {
        throw new IllegalStateException("two options have the key " + option.key());
      }
    }
    for (ConfigOption<?> option : options()) {
      option.fallbackKeys().forEach(key -> byKey.putIfAbsent(key, option));
    }
    return byKey;
  }
}
