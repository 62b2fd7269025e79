// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** User jars on workers. */
public final class BlobServerOptions {
  private BlobServerOptions() {}

  public static final ConfigOption<String> STORAGE_DIRECTORY =
      ConfigOptions.key("blob.storage.directory")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Local directory where workers keep user jars. If unset: in the first"
                  + " temporary directory.");

  public static final ConfigOption<Long> CLEANUP_INTERVAL =
      ConfigOptions.key("blob.service.cleanup.interval")
          .longType()
          .defaultValue(3600L)
          .withDescription(
              "Seconds after the end of a job when its jars are removed from workers.");
}
