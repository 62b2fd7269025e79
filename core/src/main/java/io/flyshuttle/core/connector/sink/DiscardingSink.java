// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

/**
 * Takes all records and does nothing with them.
 *
 * @param <IN> type of the records
 */
public class DiscardingSink<IN> implements Sink<IN> {
  private static final long serialVersionUID = 1L;

  @Override
  @Deprecated
  public SinkWriter<IN> createWriter(InitContext context) {
    return new Nothing<>();
  }

  private static final class Nothing<IN> implements SinkWriter<IN> {
    @Override
    public void write(IN element, Context context) {
      // that is the point
    }

    @Override
    public void flush(boolean endOfInput) {
      // nothing is buffered
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
