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
          ExecutionOptions.class,
          JobManagerOptions.class,
          TaskManagerOptions.class,
          NettyShuffleEnvironmentOptions.class,
          WebOptions.class,
          RestOptions.class,
          YarnOptions.class,
          DeploymentOptions.class,
          PipelineOptions.class,
          RestartStrategyOptions.class,
          StateBackendOptions.class,
          StateRecoveryOptions.class,
          CheckpointingOptions.class,
          HeartbeatManagerOptions.class,
          BlobServerOptions.class,
          BatchExecutionOptions.class,
          ExecutionCheckpointingOptions.class,
          MetricOptions.class,
          StateLatencyTrackOptions.class,
          StateChangelogOptions.class,
          SlowTaskDetectorOptions.class,
          AlgorithmOptions.class,
          OptimizerOptions.class,
          SinkOptions.class,
          HighAvailabilityOptions.class,
          ClusterOptions.class,
          ResourceManagerOptions.class,
          RpcOptions.class,
          AkkaOptions.class,
          SecurityOptions.class,
          CleanupOptions.class,
          QueryableStateOptions.class,
          HistoryServerOptions.class,
          JMXServerOptions.class);

  /** What whole families of keys are about that other engines have; the reason why not here. */
  private static final Map<String, String> FAMILIES_WITHOUT_EFFECT =
      Map.of(
          "akka.", WithoutEffect.RPC,
          "pekko.", WithoutEffect.RPC,
          "high-availability", WithoutEffect.HA,
          "historyserver.", WithoutEffect.HISTORY,
          "kubernetes.", "sessions run on YARN",
          "metrics.", WithoutEffect.METRICS,
          "security.ssl.", WithoutEffect.SSL,
          "state.backend.rocksdb.", WithoutEffect.ROCKSDB,
          "state.changelog.", WithoutEffect.CHANGELOG,
          "zookeeper.", WithoutEffect.HA);

  private static final Map<Class<?>, List<ConfigOption<?>>> BY_CLASS = collect();
  private static final Map<String, ConfigOption<?>> BY_KEY = index(true);
  private static final Map<String, ConfigOption<?>> WITHOUT_EFFECT = index(false);
  private static final Set<ConfigOption<?>> OF_SESSION = ofSession();

  private OptionCatalog() {}

  /** All options that do something, in the order of their declaration. */
  public static List<ConfigOption<?>> options() {
    return options(true);
  }

  /** All options that are known from other engines and do nothing here. */
  public static List<ConfigOption<?>> optionsWithoutEffect() {
    return options(false);
  }

  private static List<ConfigOption<?>> options(boolean effective) {
    List<ConfigOption<?>> all = new ArrayList<>();
    BY_CLASS.values().forEach(all::addAll);
    all.removeIf(option -> option.hasEffect() != effective);
    return all;
  }

  /** Whether an option is read when a session and its workers start, and not with a job. */
  public static boolean isOfSession(ConfigOption<?> option) {
    return OF_SESSION.contains(option);
  }

  private static Set<ConfigOption<?>> ofSession() {
    Set<ConfigOption<?>> found = new HashSet<>();
    for (Class<?> declaring :
        List.of(
            JobManagerOptions.class,
            TaskManagerOptions.class,
            NettyShuffleEnvironmentOptions.class,
            WebOptions.class,
            YarnOptions.class,
            HeartbeatManagerOptions.class,
            BlobServerOptions.class)) {
      found.addAll(BY_CLASS.get(declaring));
    }
    for (ConfigOption<?> option : BY_CLASS.get(CoreOptions.class)) {
      if (option.key().startsWith("env.") || option.key().startsWith("classloader.")) {
        found.add(option);
      }
    }
    found.add(CoreOptions.TMP_DIRS);
    // a job brings its own
    found.remove(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT);
    return Set.copyOf(found);
  }

  /** Why a key that other engines know does nothing here; empty if it does something, or is new. */
  public static Optional<String> whyWithoutEffect(String key) {
    if (BY_KEY.containsKey(key)) {
      return Optional.empty();
    }
    ConfigOption<?> option = WITHOUT_EFFECT.get(key);
    if (option != null) {
      return Optional.of(option.description());
    }
    return FAMILIES_WITHOUT_EFFECT.entrySet().stream()
        .filter(family -> key.startsWith(family.getKey()))
        .map(Map.Entry::getValue)
        .findAny();
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
          List<ConfigOption<?>> effective =
              options.stream().filter(ConfigOption::hasEffect).toList();
          if (!effective.isEmpty()) {
            text.append("\n## ").append(declaring.getSimpleName()).append("\n\n");
            text.append("| key | default | type | what it does |\n|---|---|---|---|\n");
            effective.forEach(option -> text.append(row(option)));
          }
        });
    text.append("\n## Without effect\n\n")
        .append("Programs and settings of other engines have these keys. They are accepted, and a ")
        .append("warning says that they do nothing here.\n\n| key | why |\n|---|---|\n");
    for (ConfigOption<?> option : optionsWithoutEffect()) {
      text.append("| `").append(option.key()).append("` | ");
      text.append(option.description()).append(" |\n");
    }
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

  private static Map<String, ConfigOption<?>> index(boolean effective) {
    Map<String, ConfigOption<?>> byKey = new HashMap<>();
    for (ConfigOption<?> option : options(effective)) {
      if (byKey.put(option.key(), option) != null) {
        throw new IllegalStateException("two options have the key " + option.key());
      }
    }
    for (ConfigOption<?> option : options(effective)) {
      option.fallbackKeys().forEach(key -> byKey.putIfAbsent(key, option));
    }
    return byKey;
  }
}
