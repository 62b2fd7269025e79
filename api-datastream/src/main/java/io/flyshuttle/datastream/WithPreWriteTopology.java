// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.sink.Sink;

/**
 * The older form of a sink with {@link SupportsPreWriteTopology}.
 *
 * @param <InputT> type of the records
 */
@Deprecated
public interface WithPreWriteTopology<InputT>
    extends Sink<InputT>, SupportsPreWriteTopology<InputT> {}
