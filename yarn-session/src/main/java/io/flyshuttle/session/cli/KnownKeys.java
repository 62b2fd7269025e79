// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.BlobServerOptions;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.ConfigOption;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.DeploymentOptions;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.option.HeartbeatManagerOptions;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.option.NettyShuffleEnvironmentOptions;
import io.flyshuttle.core.option.PipelineOptions;
import io.flyshuttle.core.option.RestartStrategyOptions;
import io.flyshuttle.core.option.RpcOptions;
import io.flyshuttle.core.option.StateBackendOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.option.WebOptions;
import io.flyshuttle.core.option.YarnOptions;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of all declared options. A key that belongs to one of our families, or nearly is one of
 * our keys, must be one; other keys are the program's own and pass.
 */
final class KnownKeys {
  private static final List<Class<?>> DECLARING =
      List.of(
          BlobServerOptions.class,
          CheckpointingOptions.class,
          CoreOptions.class,
          DeploymentOptions.class,
          ExecutionOptions.class,
          HeartbeatManagerOptions.class,
          JobManagerOptions.class,
          NettyShuffleEnvironmentOptions.class,
          PipelineOptions.class,
          RestartStrategyOptions.class,
          RpcOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class,
          WebOptions.class,
          YarnOptions.class);

  private final Set<String> keys = new TreeSet<>();
  private final Set<String> families = new TreeSet<>();

  KnownKeys() {
    for (Class<?> declaring : DECLARING) {
      for (Field field : declaring.getFields()) {
        if (field.getType() == ConfigOption.class) {
          add(option(field));
        }
      }
    }
  }

  private static ConfigOption<?> option(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("options are public: " + field, e);
    }
  }

  private void add(ConfigOption<?> option) {
    keys.add(option.key());
    option.fallbackKeys().forEach(keys::add);
    families.add(family(option.key()));
  }

  private static String family(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** What is wrong with a key, in a sentence; empty if it may be used. */
  Optional<String> complaint(String key) {
    if (keys.contains(key)) {
      return Optional.empty();
    }
    Optional<String> nearest = Nearest.to(key, keys);
    boolean ours = families.contains(family(key));
    if (!ours && (nearest.isEmpty() || Nearest.distance(key, nearest.get()) > 2)) {
      return Optional.empty();
    }
    return Optional.of(
        "there is no option \""
            + key
            + "\""
            + nearest.map(near -> "; did you mean \"" + near + "\"?").orElse(""));
  }

  /**
   * Refuses a key with a complaint.
   *
   * @throws FlyshuttleException INVALID_OPTION
   */
  void check(String key) {
    complaint(key)
        .ifPresent(
            text -> {
              throw new FlyshuttleException(ErrorCode.INVALID_OPTION, text);
            });
  }
}
