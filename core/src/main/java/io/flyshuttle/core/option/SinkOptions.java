// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Sinks that commit. */
public final class SinkOptions {
  private SinkOptions() {}

  public static final ConfigOption<Integer> COMMITTER_RETRIES =
      WithoutEffect.number("sink.committer.retries", 10, WithoutEffect.COMMITS);
}
