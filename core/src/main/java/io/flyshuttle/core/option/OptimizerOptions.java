// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** How much of an input is looked at before a batch job is planned. */
public final class OptimizerOptions {
  private OptimizerOptions() {}

  public static final ConfigOption<Integer> DELIMITED_FORMAT_MAX_LINE_SAMPLES =
      WithoutEffect.number(
          "compiler.delimited-informat.max-line-samples", 10, WithoutEffect.STATISTICS);

  public static final ConfigOption<Integer> DELIMITED_FORMAT_MIN_LINE_SAMPLES =
      WithoutEffect.number(
          "compiler.delimited-informat.min-line-samples", 2, WithoutEffect.STATISTICS);

  public static final ConfigOption<Integer> DELIMITED_FORMAT_MAX_SAMPLE_LEN =
      WithoutEffect.number(
          "compiler.delimited-informat.max-sample-len", 2_097_152, WithoutEffect.STATISTICS);
}
