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

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<String> PORT =
      WithoutEffect.text("blob.server.port", "0", WithoutEffect.FILES);

  public static final ConfigOption<Integer> FETCH_RETRIES =
      WithoutEffect.number("blob.fetch.retries", 5, WithoutEffect.FILES);

  public static final ConfigOption<Integer> FETCH_CONCURRENT =
      WithoutEffect.number("blob.fetch.num-concurrent", 50, WithoutEffect.FILES);

  public static final ConfigOption<Integer> FETCH_BACKLOG =
      WithoutEffect.number("blob.fetch.backlog", 1000, WithoutEffect.FILES);

  public static final ConfigOption<Integer> SO_TIMEOUT =
      WithoutEffect.number("blob.client.socket.timeout", 300_000, WithoutEffect.FILES);

  public static final ConfigOption<Integer> CONNECT_TIMEOUT =
      WithoutEffect.number("blob.client.connect.timeout", 0, WithoutEffect.FILES);

  public static final ConfigOption<Integer> OFFLOAD_MINSIZE =
      WithoutEffect.number("blob.offload.minsize", 1_048_576, WithoutEffect.FILES);

  public static final ConfigOption<Boolean> SSL_ENABLED =
      WithoutEffect.flag("blob.service.ssl.enabled", true, WithoutEffect.SSL);
}
