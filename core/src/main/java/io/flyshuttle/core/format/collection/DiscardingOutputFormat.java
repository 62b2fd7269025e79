// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.option.Configuration;

/** Takes records and forgets them. */
public class DiscardingOutputFormat<T> implements OutputFormat<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public void configure(Configuration parameters) {}

  @Override
  public void open(int taskNumber, int numTasks) {}

  @Override
  public void writeRecord(T record) {}

  @Override
  public void close() {}
}
