// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.List;

/** Where a program goes. */
public final class DeploymentOptions {
  private DeploymentOptions() {}

  public static final ConfigOption<Boolean> ATTACHED =
      ConfigOptions.key("execution.attached")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether the client waits for the end of the job.");

  public static final ConfigOption<List<String>> JOB_LISTENERS =
      ConfigOptions.key("execution.job-listeners")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Classes that are told of the jobs of a program: with a constructor without"
                  + " arguments, found in the program's jar or on the class path.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<String> TARGET =
      WithoutEffect.text("execution.target", null, WithoutEffect.TARGET);

  public static final ConfigOption<Boolean> SHUTDOWN_IF_ATTACHED =
      WithoutEffect.flag("execution.shutdown-on-attached-exit", false, WithoutEffect.SESSION_END);

  public static final ConfigOption<Boolean> SHUTDOWN_ON_APPLICATION_FINISH =
      WithoutEffect.flag(
          "execution.shutdown-on-application-finish", true, WithoutEffect.SESSION_END);

  public static final ConfigOption<Boolean> SUBMIT_FAILED_JOB_ON_APPLICATION_ERROR =
      WithoutEffect.flag(
          "execution.submit-failed-job-on-application-error", false, WithoutEffect.TARGET);

  public static final ConfigOption<Boolean> PROGRAM_CONFIG_ENABLED =
      WithoutEffect.flag("execution.program-config.enabled", true, WithoutEffect.PROGRAM);

  public static final ConfigOption<List<String>> PROGRAM_CONFIG_WILDCARDS =
      WithoutEffect.texts("execution.program-config.wildcards", List.of(), WithoutEffect.PROGRAM);
}
