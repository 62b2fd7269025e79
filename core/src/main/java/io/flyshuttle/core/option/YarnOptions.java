// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.List;

/** The session on YARN. */
public final class YarnOptions {
  private YarnOptions() {}

  public static final ConfigOption<String> APPLICATION_NAME =
      ConfigOptions.key("yarn.application.name")
          .stringType()
          .defaultValue("Flyshuttle session")
          .withDescription("Name of the application.");

  public static final ConfigOption<String> APPLICATION_QUEUE =
      ConfigOptions.key("yarn.application.queue")
          .stringType()
          .noDefaultValue()
          .withDescription("Queue of the application. If unset: YARN's default for the user.");

  public static final ConfigOption<String> APPLICATION_TAGS =
      ConfigOptions.key("yarn.tags")
          .stringType()
          .defaultValue("")
          .withDescription("Tags of the application, separated by commas.");

  public static final ConfigOption<Integer> APPLICATION_PRIORITY =
      ConfigOptions.key("yarn.application.priority")
          .intType()
          .defaultValue(-1)
          .withDescription("Priority of the application in its queue. -1 takes YARN's default.");

  public static final ConfigOption<String> APPLICATION_NODE_LABEL =
      ConfigOptions.key("yarn.application.node-label")
          .stringType()
          .noDefaultValue()
          .withDescription("Node label of all containers.");

  public static final ConfigOption<Integer> APPLICATION_ATTEMPTS =
      ConfigOptions.key("yarn.application-attempts")
          .intType()
          .defaultValue(2)
          .withDescription(
              "How often YARN starts the ApplicationMaster, the first time included."
                  + " YARN's own limit counts too.");

  public static final ConfigOption<String> STAGING_DIRECTORY =
      ConfigOptions.key("yarn.staging-directory")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory on the shared file system for engine files and sessions. If"
                  + " unset: .flyshuttle in the user's home directory.");

  public static final ConfigOption<Integer> CONTAINERS =
      ConfigOptions.key("yarn.containers")
          .intType()
          .defaultValue(0)
          .withDescription(
              "Workers that a session starts at once and keeps. Further workers come when"
                  + " jobs need slots.");

  public static final ConfigOption<Integer> VCORES =
      ConfigOptions.key("yarn.containers.vcores")
          .intType()
          .defaultValue(-1)
          .withDescription("Cores asked for per worker. -1 takes the number of slots.");

  public static final ConfigOption<Integer> APP_MASTER_VCORES =
      ConfigOptions.key("yarn.appmaster.vcores")
          .intType()
          .defaultValue(1)
          .withDescription("Cores asked for the ApplicationMaster.");

  public static final ConfigOption<List<String>> SHIP_FILES =
      ConfigOptions.key("yarn.ship-files")
          .stringType()
          .asList()
          .defaultValues()
          .withFallbackKeys("yarn.ship-directories")
          .withDescription(
              "Files and directories that go to every container, separated by semicolons.");
}
