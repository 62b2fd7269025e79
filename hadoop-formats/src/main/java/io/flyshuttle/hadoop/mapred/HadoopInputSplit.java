// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.format.LocatableInputSplit;
import io.flyshuttle.hadoop.settings.SplitBytes;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.InputSplit;

/** A split as Hadoop has cut it, at the hosts that Hadoop names. */
public final class HadoopInputSplit extends LocatableInputSplit {
  private static final long serialVersionUID = 1L;

  private final SplitBytes split;

  /**
   * Wraps a split.
   *
   * @throws IOException if the split cannot be written
   */
  public HadoopInputSplit(int splitNumber, InputSplit split) throws IOException {
    super(splitNumber, split.getLocations());
    this.split = SplitBytes.of(split);
  }

  /** Hadoop's split, read with the given settings. */
  public InputSplit getHadoopInputSplit(Configuration settings) throws IOException {
    return (InputSplit) split.read(settings);
  }

  @Override
  public String toString() {
    return "Hadoop split (" + getSplitNumber() + ", " + split.className() + ")";
  }
}
