// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import io.flyshuttle.core.option.ConfigOption;
import io.flyshuttle.core.option.ConfigOptions;
import io.flyshuttle.core.option.MemorySize;

/** Logs of changes of state in files, as programs set them. There are none. */
public final class FsStateChangelogOptions {
  private static final String REASON =
      "the paged store writes incremental checkpoints without a changelog";

  private FsStateChangelogOptions() {}

  public static final ConfigOption<String> BASE_PATH =
      ConfigOptions.key("state.changelog.dstl.dfs.base-path")
          .stringType()
          .noDefaultValue()
          .withoutEffect(REASON);

  public static final ConfigOption<Boolean> COMPRESSION_ENABLED =
      ConfigOptions.key("state.changelog.dstl.dfs.compression.enabled")
          .booleanType()
          .defaultValue(false)
          .withoutEffect(REASON);

  public static final ConfigOption<MemorySize> PREEMPTIVE_PERSIST_THRESHOLD =
      ConfigOptions.key("state.changelog.dstl.dfs.preemptive-persist-threshold")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(5))
          .withoutEffect(REASON);
}
