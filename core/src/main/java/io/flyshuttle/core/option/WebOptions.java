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
}
