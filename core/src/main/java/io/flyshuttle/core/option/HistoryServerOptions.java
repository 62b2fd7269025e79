// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** A server that shows ended jobs. */
public final class HistoryServerOptions {
  private HistoryServerOptions() {}

  public static final ConfigOption<String> HISTORY_SERVER_ARCHIVE_DIRS =
      WithoutEffect.text("historyserver.archive.fs.dir", null, WithoutEffect.HISTORY);

  public static final ConfigOption<Long> HISTORY_SERVER_ARCHIVE_REFRESH_INTERVAL =
      WithoutEffect.longNumber(
          "historyserver.archive.fs.refresh-interval", 10_000L, WithoutEffect.HISTORY);

  public static final ConfigOption<Integer> HISTORY_SERVER_RETAINED_JOBS =
      WithoutEffect.number("historyserver.archive.retained-jobs", -1, WithoutEffect.HISTORY);

  public static final ConfigOption<String> HISTORY_SERVER_WEB_ADDRESS =
      WithoutEffect.text("historyserver.web.address", null, WithoutEffect.HISTORY);

  public static final ConfigOption<Integer> HISTORY_SERVER_WEB_PORT =
      WithoutEffect.number("historyserver.web.port", 8082, WithoutEffect.HISTORY);

  public static final ConfigOption<String> HISTORY_SERVER_WEB_DIR =
      WithoutEffect.text("historyserver.web.tmpdir", null, WithoutEffect.HISTORY);
}
