// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.option.Configuration;
import java.io.IOException;

/** An input whose splits are only numbers. */
public abstract class GenericInputFormat<OT> extends RichInputFormat<OT, GenericInputSplit> {
  private static final long serialVersionUID = 1L;

  /** Number of the open split. */
  protected int partitionNumber;

  @Override
  public void configure(Configuration parameters) {}

  @Override
  public BaseStatistics getStatistics(BaseStatistics cachedStatistics) throws IOException {
    return cachedStatistics;
  }

  @Override
  public GenericInputSplit[] createInputSplits(int numSplits) throws IOException {
    if (numSplits < 1) {
      throw new IllegalArgumentException("at least one split is needed, not " + numSplits);
    }
    int count = this instanceof NonParallelInput ? 1 : numSplits;
    GenericInputSplit[] splits = new GenericInputSplit[count];
    for (int i = 0; i < count; i++) {
      splits[i] = new GenericInputSplit(i, count);
    }
    return splits;
  }

  @Override
  public DefaultInputSplitAssigner getInputSplitAssigner(GenericInputSplit[] splits) {
    return new DefaultInputSplitAssigner(splits);
  }

  @Override
  public void open(GenericInputSplit split) throws IOException {
    partitionNumber = split.getSplitNumber();
  }

  @Override
  public void close() throws IOException {}
}
