// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.MailboxExecutor;
import io.flyshuttle.core.connector.ProcessingTimeService;
import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.connector.schema.SerializationSchema;
import io.flyshuttle.core.connector.sink.CommitterInitContext;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.WriterInitContext;
import io.flyshuttle.core.job.JobInfo;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.metric.SinkCommitterMetricGroup;
import io.flyshuttle.core.metric.SinkWriterMetricGroup;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.connector.TaskClock;
import io.flyshuttle.operators.connector.TaskLoader;
import io.flyshuttle.operators.connector.TaskMail;
import java.util.OptionalLong;

/** What a sink's writer may use of its task, and the time of the record that it is given. */
final class SinkContext implements WriterInitContext, SinkWriter.Context {
  private final OperatorContext context;
  private final WriterCounters writerCounters;
  private final CommitCounters commitCounters;
  private final TaskMail mail;
  private final TaskClock clock;
  private final TaskLoader loader;
  private long timestamp = Operator.NO_TIMESTAMP;

  SinkContext(OperatorContext context) {
    this.context = context;
    this.writerCounters = new WriterCounters(context.runtimeContext().getMetricGroup());
    this.commitCounters = new CommitCounters(context.runtimeContext().getMetricGroup());
    this.mail = new TaskMail(context.mailbox());
    this.clock = new TaskClock(context.processingTime());
    this.loader = new TaskLoader(context.runtimeContext());
  }

  /** The time of the record that is written next. */
  void timestamp(long timestamp) {
    this.timestamp = timestamp;
  }

  CommitCounters commitCounters() {
    return commitCounters;
  }

  CommitterInitContext forCommitter() {
    return new ForCommitter();
  }

  @Override
  public long currentWatermark() {
    return context.currentWatermark();
  }

  @Override
  public Long timestamp() {
    return timestamp == Operator.NO_TIMESTAMP ? null : timestamp;
  }

  @Override
  public JobInfo getJobInfo() {
    return context.runtimeContext().getJobInfo();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return context.runtimeContext().getTaskInfo();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return context.restoredCheckpoint();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return loader;
  }

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return mail;
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return clock;
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return writerCounters;
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    return new SerializationSchema.InitializationContext() {
      @Override
      public MetricGroup getMetricGroup() {
        return writerCounters.addGroup("user");
      }

      @Override
      public UserCodeClassLoader getUserCodeClassLoader() {
        return loader;
      }
    };
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return context.runtimeContext().isObjectReuseEnabled();
  }

  @Override
  public <IN> TypeSerializer<IN> createInputSerializer() {
    return context.inputSerializer(0);
  }

  /** What a committer may know. */
  private final class ForCommitter implements CommitterInitContext {
    @Override
    public SinkCommitterMetricGroup metricGroup() {
      return commitCounters;
    }

    @Override
    public JobInfo getJobInfo() {
      return SinkContext.this.getJobInfo();
    }

    @Override
    public TaskInfo getTaskInfo() {
      return SinkContext.this.getTaskInfo();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return SinkContext.this.getRestoredCheckpointId();
    }
  }
}
