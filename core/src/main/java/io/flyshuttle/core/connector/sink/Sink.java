// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.connector.MailboxExecutor;
import io.flyshuttle.core.connector.ProcessingTimeService;
import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.connector.schema.SerializationSchema;
import io.flyshuttle.core.job.JobInfo;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.metric.SinkWriterMetricGroup;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Where a stream ends. A sink may also have state ({@link SupportsWriterState}) and commit in two
 * phases ({@link SupportsCommitter}).
 *
 * @param <InputT> type of the records
 */
public interface Sink<InputT> extends Serializable {

  @Deprecated
  SinkWriter<InputT> createWriter(InitContext context) throws IOException;

  /** A writer for one subtask. */
  default SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException {
    return createWriter(new InitContextWrapper(context));
  }

  /** As {@link WriterInitContext}, for sinks that implement the older form. */
  @Deprecated
  interface InitContext extends io.flyshuttle.core.connector.InitContext {

    UserCodeClassLoader getUserCodeClassLoader();

    MailboxExecutor getMailboxExecutor();

    ProcessingTimeService getProcessingTimeService();

    SinkWriterMetricGroup metricGroup();

    SerializationSchema.InitializationContext asSerializationSchemaInitializationContext();

    boolean isObjectReuseEnabled();

    <IN> TypeSerializer<IN> createInputSerializer();

    default <MetaT> Optional<Consumer<MetaT>> metadataConsumer() {
      return Optional.empty();
    }
  }

  /** The older form of a context. */
  @Deprecated
  class InitContextWrapper implements InitContext {
    private final WriterInitContext wrapped;

    public InitContextWrapper(WriterInitContext wrapped) {
      this.wrapped = wrapped;
    }

    @Override
    public JobInfo getJobInfo() {
      return wrapped.getJobInfo();
    }

    @Override
    public TaskInfo getTaskInfo() {
      return wrapped.getTaskInfo();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return wrapped.getRestoredCheckpointId();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return wrapped.getUserCodeClassLoader();
    }

    @Override
    public MailboxExecutor getMailboxExecutor() {
      return wrapped.getMailboxExecutor();
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
      return wrapped.getProcessingTimeService();
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
      return wrapped.metricGroup();
    }

    @Override
    public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
      return wrapped.asSerializationSchemaInitializationContext();
    }

    @Override
    public boolean isObjectReuseEnabled() {
      return wrapped.isObjectReuseEnabled();
    }

    @Override
    public <IN> TypeSerializer<IN> createInputSerializer() {
      return wrapped.createInputSerializer();
    }

    @Override
    public <MetaT> Optional<Consumer<MetaT>> metadataConsumer() {
      return wrapped.metadataConsumer();
    }
  }
}
