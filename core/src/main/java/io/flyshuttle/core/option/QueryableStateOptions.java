// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** State that is read from outside. */
public final class QueryableStateOptions {
  private QueryableStateOptions() {}

  public static final ConfigOption<Boolean> ENABLE_QUERYABLE_STATE_PROXY_SERVER =
      WithoutEffect.flag("queryable-state.enable", false, WithoutEffect.QUERIES);

  public static final ConfigOption<String> PROXY_PORT_RANGE =
      WithoutEffect.text("queryable-state.proxy.ports", "9069", WithoutEffect.QUERIES);

  public static final ConfigOption<Integer> PROXY_NETWORK_THREADS =
      WithoutEffect.number("queryable-state.proxy.network-threads", 0, WithoutEffect.QUERIES);

  public static final ConfigOption<Integer> PROXY_ASYNC_QUERY_THREADS =
      WithoutEffect.number("queryable-state.proxy.query-threads", 0, WithoutEffect.QUERIES);

  public static final ConfigOption<String> SERVER_PORT_RANGE =
      WithoutEffect.text("queryable-state.server.ports", "9067", WithoutEffect.QUERIES);

  public static final ConfigOption<Integer> SERVER_NETWORK_THREADS =
      WithoutEffect.number("queryable-state.server.network-threads", 0, WithoutEffect.QUERIES);

  public static final ConfigOption<Integer> SERVER_ASYNC_QUERY_THREADS =
      WithoutEffect.number("queryable-state.server.query-threads", 0, WithoutEffect.QUERIES);

  public static final ConfigOption<Integer> CLIENT_NETWORK_THREADS =
      WithoutEffect.number("queryable-state.client.network-threads", 0, WithoutEffect.QUERIES);
}
