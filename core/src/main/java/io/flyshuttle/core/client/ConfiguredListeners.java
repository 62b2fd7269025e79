// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.DeploymentOptions;
import io.flyshuttle.core.option.ReadableConfig;
import java.util.ArrayList;
import java.util.List;

/** Makes the listeners that settings name. */
public final class ConfiguredListeners {
  private ConfiguredListeners() {}

  /**
   * One of each class that {@link DeploymentOptions#JOB_LISTENERS} names.
   *
   * @param loader of the program's classes; null for that of the engine
   * @throws FlyshuttleException with {@link ErrorCode#INVALID_OPTION} if one cannot be made
   */
  public static List<JobListener> of(ReadableConfig settings, ClassLoader loader) {
    List<JobListener> listeners = new ArrayList<>();
    for (String name : settings.getOptional(DeploymentOptions.JOB_LISTENERS).orElse(List.of())) {
      listeners.add(make(name, loader));
    }
    return listeners;
  }

  private static JobListener make(String name, ClassLoader loader) {
    ClassLoader from = loader == null ? ConfiguredListeners.class.getClassLoader() : loader;
    try {
      Class<?> type = Class.forName(name, true, from);
      if (JobListener.class.isAssignableFrom(type)) {
        return (JobListener) type.getDeclaredConstructor().newInstance();
      }
    } catch (ReflectiveOperationException e) {
      throw refused(name, "it cannot be made: " + e, e);
    }
    throw refused(name, "it is no " + JobListener.class.getName(), null);
  }

  private static FlyshuttleException refused(String name, String why, Exception cause) {
    return new FlyshuttleException(
        ErrorCode.INVALID_OPTION,
        DeploymentOptions.JOB_LISTENERS.key()
            + " names "
            + name
            + ", but "
            + why
            + "; it must be a public class with a public constructor without arguments",
        cause);
  }
}
