// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** A port for JMX. */
public final class JMXServerOptions {
  private JMXServerOptions() {}

  public static final ConfigOption<String> JMX_SERVER_PORT =
      WithoutEffect.text("jmx.server.port", null, WithoutEffect.JMX);
}
