// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.io.IOException;
import java.util.Collection;

/**
 * The older form of a sink with {@link SupportsWriterState}.
 *
 * @param <InputT> type of the records
 * @param <WriterStateT> type of the state
 */
@Deprecated
public interface StatefulSink<InputT, WriterStateT>
    extends Sink<InputT>, SupportsWriterState<InputT, WriterStateT> {

  default StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
      Sink.InitContext context, Collection<WriterStateT> recoveredState) throws IOException {
    throw new UnsupportedOperationException(
        getClass().getName() + " implements no form of restoreWriter");
  }

  @Override
  default StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
      WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException {
    return restoreWriter(new InitContextWrapper(context), recoveredState);
  }

  /** The older form of {@link io.flyshuttle.core.connector.sink.StatefulSinkWriter}. */
  @Deprecated
  interface StatefulSinkWriter<InputT, WriterStateT>
      extends io.flyshuttle.core.connector.sink.StatefulSinkWriter<InputT, WriterStateT> {}

  /** The older form of {@link SupportsWriterState.WithCompatibleState}. */
  @Deprecated
  interface WithCompatibleState extends SupportsWriterState.WithCompatibleState {}
}
