// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Where a program goes. */
public final class DeploymentOptions {
  private DeploymentOptions() {}

  public static final ConfigOption<Boolean> ATTACHED =
      ConfigOptions.key("execution.attached")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether the client waits for the end of the job.");
}
