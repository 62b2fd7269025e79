// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.sink;

/**
 * Drops every record.
 *
 * @param <T> type of the records
 */
public class DiscardingSink<T> implements SinkFunction<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public void invoke(T value) {}
}
