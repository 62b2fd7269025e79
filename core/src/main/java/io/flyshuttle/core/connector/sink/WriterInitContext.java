// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.connector.InitContext;
import io.flyshuttle.core.connector.MailboxExecutor;
import io.flyshuttle.core.connector.ProcessingTimeService;
import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.connector.schema.SerializationSchema;
import io.flyshuttle.core.metric.SinkWriterMetricGroup;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Optional;
import java.util.function.Consumer;

/** What a writer may use. */
public interface WriterInitContext extends InitContext {

  UserCodeClassLoader getUserCodeClassLoader();

  MailboxExecutor getMailboxExecutor();

  ProcessingTimeService getProcessingTimeService();

  SinkWriterMetricGroup metricGroup();

  SerializationSchema.InitializationContext asSerializationSchemaInitializationContext();

  boolean isObjectReuseEnabled();

  /** A serializer of the records. */
  <IN> TypeSerializer<IN> createInputSerializer();

  /** Somebody who wants to know of each record what was written, if there is anybody. */
  default <MetaT> Optional<Consumer<MetaT>> metadataConsumer() {
    return Optional.empty();
  }
}
