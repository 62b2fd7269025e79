// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** The JobManager's web server. */
public final class WebOptions {
  private WebOptions() {}

  public static final ConfigOption<String> ADDRESS =
      ConfigOptions.key("jobmanager.web.address")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("rest.bind-address")
          .withDescription("Address at which the web server listens. If unset: all addresses.");

  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("jobmanager.web.port")
          .intType()
          .defaultValue(8081)
          .withFallbackKeys("rest.port", "rest.bind-port")
          .withDescription(
              "Port at which the web server listens; 0 for any. On YARN any free port is"
                  + " taken, and YARN's tracking URL leads there.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<String> ACCESS_CONTROL_ALLOW_ORIGIN =
      WithoutEffect.text("web.access-control-allow-origin", "*", WithoutEffect.WEB);

  public static final ConfigOption<Long> REFRESH_INTERVAL =
      WithoutEffect.longNumber("web.refresh-interval", 3_000L, WithoutEffect.WEB);

  public static final ConfigOption<Boolean> SSL_ENABLED =
      WithoutEffect.flag("web.ssl.enabled", true, WithoutEffect.SSL);

  public static final ConfigOption<String> TMP_DIR =
      WithoutEffect.text("web.tmpdir", null, WithoutEffect.WEB);

  public static final ConfigOption<String> UPLOAD_DIR =
      WithoutEffect.text("web.upload.dir", null, WithoutEffect.WEB);

  public static final ConfigOption<Boolean> SUBMIT_ENABLE =
      WithoutEffect.flag("web.submit.enable", true, WithoutEffect.WEB);

  public static final ConfigOption<Boolean> CANCEL_ENABLE =
      WithoutEffect.flag("web.cancel.enable", true, WithoutEffect.WEB);

  public static final ConfigOption<Boolean> RESCALE_ENABLE =
      WithoutEffect.flag("web.rescale.enable", true, WithoutEffect.WEB);

  public static final ConfigOption<Integer> ARCHIVE_COUNT =
      WithoutEffect.number("web.history", 5, WithoutEffect.HISTORY);

  public static final ConfigOption<Integer> MAX_EXCEPTION_HISTORY_SIZE =
      WithoutEffect.number("web.exception-history-size", 16, WithoutEffect.HISTORY);

  public static final ConfigOption<Integer> CHECKPOINTS_HISTORY_SIZE =
      WithoutEffect.number("web.checkpoints.history", 10, WithoutEffect.HISTORY);

  public static final ConfigOption<String> LOG_PATH =
      WithoutEffect.text("web.log.path", null, WithoutEffect.WEB);

  public static final ConfigOption<Long> TIMEOUT =
      WithoutEffect.longNumber("web.timeout", 600_000L, WithoutEffect.HTTP);

  public static final ConfigOption<Integer> BACKPRESSURE_CLEANUP_INTERVAL =
      WithoutEffect.number("web.backpressure.cleanup-interval", 600_000, WithoutEffect.WEB);

  public static final ConfigOption<Integer> BACKPRESSURE_REFRESH_INTERVAL =
      WithoutEffect.number("web.backpressure.refresh-interval", 60_000, WithoutEffect.WEB);

  public static final ConfigOption<Integer> BACKPRESSURE_NUM_SAMPLES =
      WithoutEffect.number("web.backpressure.num-samples", 100, WithoutEffect.WEB);

  public static final ConfigOption<Integer> BACKPRESSURE_DELAY =
      WithoutEffect.number("web.backpressure.delay-between-samples", 50, WithoutEffect.WEB);
}
