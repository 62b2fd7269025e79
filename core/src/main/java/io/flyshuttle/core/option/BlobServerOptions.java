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
              "Local directory in which each worker makes one for user jars and other files of"
                  + " jobs. If unset: in the first temporary directory, on YARN the container's.");

  public static final ConfigOption<Long> CLEANUP_INTERVAL =
      ConfigOptions.key("blob.service.cleanup.interval")
          .longType()
          .defaultValue(3600L)
          .withDescription(
              "Seconds after which a worker removes a user jar that no job has needed since; a"
                  + " job that comes before need not fetch it again. 0: at the job's end.");
}
