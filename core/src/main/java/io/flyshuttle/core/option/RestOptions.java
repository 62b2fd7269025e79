// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Names of the web server's options in later versions of the API. */
public final class RestOptions {
  private RestOptions() {}

  public static final ConfigOption<String> BIND_ADDRESS = WebOptions.ADDRESS;

  public static final ConfigOption<Integer> PORT = WebOptions.PORT;
}
