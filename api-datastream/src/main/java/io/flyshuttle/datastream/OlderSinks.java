// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.MailboxExecutor;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.connector.sink.CommittableMessage;
import io.flyshuttle.core.connector.sink.Committer;
import io.flyshuttle.core.connector.sink.CommitterInitContext;
import io.flyshuttle.core.connector.sink.CommittingSinkWriter;
import io.flyshuttle.core.connector.sink.StatefulSinkWriter;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.connector.sink.SupportsWriterState;
import io.flyshuttle.core.connector.sink.WriterInitContext;
import io.flyshuttle.core.connector.sink.older.GlobalCommitter;
import io.flyshuttle.core.connector.sink.older.Sink;
import io.flyshuttle.core.connector.sink.older.SinkWriter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.metric.SinkWriterMetricGroup;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.operators.sink.EndAwareCommitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings sinks of the first form under the newer contract.
 *
 * <p>What a global committer combines is what came between two checkpoints; it is kept as the
 * writers' committables until then, so that its own serializer is not asked for.
 */
@SuppressWarnings("deprecation")
final class OlderSinks {
  private OlderSinks() {}

  /** The sink as one of the newer form, with just those parts that it has. */
  @SuppressWarnings("unchecked")
  static <T> io.flyshuttle.core.connector.sink.Sink<T> adapt(Sink<T, ?, ?, ?> sink) {
    Sink<Object, Object, Object, Object> any = (Sink<Object, Object, Object, Object>) sink;
    Writing adapted;
    try {
      if (any.createGlobalCommitter().isPresent()) {
        adapted = new CommittingTwice(any);
      } else if (any.createCommitter().isPresent()) {
        adapted = new Committing(any);
      } else {
        adapted = new Writing(any);
      }
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the sink " + sink.getClass().getName() + " makes no committer: " + e.getMessage(),
          e);
    }
    return (io.flyshuttle.core.connector.sink.Sink<T>)
        (io.flyshuttle.core.connector.sink.Sink<?>) adapted;
  }

  /** A sink that commits nothing; its writers may have state. */
  private static class Writing
      implements io.flyshuttle.core.connector.sink.Sink<Object>,
          SupportsWriterState<Object, Object>,
          SupportsWriterState.WithCompatibleState {
    private static final long serialVersionUID = 1L;

    final Sink<Object, Object, Object, Object> sink;

    Writing(Sink<Object, Object, Object, Object> sink) {
      this.sink = sink;
    }

    @Override
    public io.flyshuttle.core.connector.sink.SinkWriter<Object> createWriter(InitContext context)
        throws IOException {
      throw new UnsupportedOperationException("made with the newer context");
    }

    @Override
    public io.flyshuttle.core.connector.sink.SinkWriter<Object> createWriter(
        WriterInitContext context) throws IOException {
      return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Object, Object> restoreWriter(
        WriterInitContext context, Collection<Object> state) throws IOException {
      return new Writer(
          sink.createWriter(new Context(context), new ArrayList<>(state)),
          this instanceof SupportsCommitter,
          sink.getWriterStateSerializer().isPresent());
    }

    /** Null if writers have no state; then they give none. */
    @Override
    public SimpleVersionedSerializer<Object> getWriterStateSerializer() {
      return sink.getWriterStateSerializer().orElse(null);
    }

    @Override
    public Collection<String> getCompatibleWriterStateNames() {
      return sink.getCompatibleStateNames();
    }
  }

  private static SimpleVersionedSerializer<Object> committableSerializer(
      Sink<Object, Object, Object, Object> sink) {
    return sink.getCommittableSerializer()
        .orElseThrow(
            () ->
                new FlyshuttleException(
                    ErrorCode.INVALID_PROGRAM,
                    "the sink "
                        + sink.getClass().getName()
                        + " commits but has no serializer of what is to be committed"));
  }

  private static Committer<Object> committer(Sink<Object, Object, Object, Object> sink)
      throws IOException {
    Optional<io.flyshuttle.core.connector.sink.older.Committer<Object>> committer =
        sink.createCommitter();
    return committer.isPresent() ? new OneByOne(committer.get()) : new Passing();
  }

  /** A sink that commits. */
  private static class Committing extends Writing implements SupportsCommitter<Object> {
    private static final long serialVersionUID = 1L;

    Committing(Sink<Object, Object, Object, Object> sink) {
      super(sink);
    }

    @Override
    public Committer<Object> createCommitter(CommitterInitContext context) throws IOException {
      return committer(sink);
    }

    @Override
    public SimpleVersionedSerializer<Object> getCommittableSerializer() {
      return committableSerializer(sink);
    }
  }

  /** A sink that commits in one place, too. */
  private static final class CommittingTwice extends Committing
      implements SupportsPostCommitTopology<Object> {
    private static final long serialVersionUID = 1L;

    CommittingTwice(Sink<Object, Object, Object, Object> sink) {
      super(sink);
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<Object>> committables) {
      StandardSinkTopologies.addGlobalCommitter(
          committables, () -> together(sink), this::getCommittableSerializer);
    }
  }

  private static Committer<Object> together(Sink<Object, Object, Object, Object> sink) {
    try {
      return new Together(sink.createGlobalCommitter().orElseThrow());
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          "the global committer of " + sink.getClass().getName() + " cannot be made",
          e);
    }
  }

  /** The writer of a subtask. */
  private static final class Writer
      implements CommittingSinkWriter<Object, Object>, StatefulSinkWriter<Object, Object> {
    private final SinkWriter<Object, Object, Object> writer;
    private final boolean commits;
    private final boolean hasState;
    private boolean ended;

    Writer(SinkWriter<Object, Object, Object> writer, boolean commits, boolean hasState) {
      this.writer = writer;
      this.commits = commits;
      this.hasState = hasState;
    }

    @Override
    public void write(Object element, Context context) throws IOException, InterruptedException {
      writer.write(
          element,
          new SinkWriter.Context() {
            @Override
            public long currentWatermark() {
              return context.currentWatermark();
            }

            @Override
            public Long timestamp() {
              return context.timestamp();
            }
          });
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
      writer.writeWatermark(watermark);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      ended |= endOfInput;
      if (!commits) {
        writer.prepareCommit(ended);
      }
    }

    @Override
    public Collection<Object> prepareCommit() throws IOException, InterruptedException {
      return writer.prepareCommit(ended);
    }

    @Override
    public List<Object> snapshotState(long checkpointId) throws IOException {
      return hasState ? writer.snapshotState(checkpointId) : List.of();
    }

    @Override
    public void close() throws Exception {
      writer.close();
    }
  }

  /** What a writer of the first form may know. */
  private record Context(WriterInitContext context) implements Sink.InitContext {
    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return context.getUserCodeClassLoader();
    }

    @Override
    public MailboxExecutor getMailboxExecutor() {
      return context.getMailboxExecutor();
    }

    @Override
    public Sink.ProcessingTimeService getProcessingTimeService() {
      return new Sink.ProcessingTimeService() {
        @Override
        public long getCurrentProcessingTime() {
          return context.getProcessingTimeService().getCurrentProcessingTime();
        }

        @Override
        public void registerProcessingTimer(long time, ProcessingTimeCallback callback) {
          context.getProcessingTimeService().registerTimer(time, callback::onProcessingTime);
        }
      };
    }

    @Override
    public int getSubtaskId() {
      return context.getTaskInfo().getIndexOfThisSubtask();
    }

    @Override
    public int getNumberOfParallelSubtasks() {
      return context.getTaskInfo().getNumberOfParallelSubtasks();
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
      return context.metricGroup();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return context.getRestoredCheckpointId();
    }
  }

  /** Has what the committer returns tried again. */
  private record OneByOne(io.flyshuttle.core.connector.sink.older.Committer<Object> committer)
      implements Committer<Object> {
    @Override
    public void commit(Collection<CommitRequest<Object>> requests)
        throws IOException, InterruptedException {
      List<Object> again = new ArrayList<>(committer.commit(committables(requests)));
      for (CommitRequest<Object> request : requests) {
        if (again.remove(request.getCommittable())) {
          request.retryLater();
        }
      }
    }

    @Override
    public void close() throws Exception {
      committer.close();
    }
  }

  private static List<Object> committables(Collection<Committer.CommitRequest<Object>> requests) {
    List<Object> committables = new ArrayList<>();
    requests.forEach(request -> committables.add(request.getCommittable()));
    return committables;
  }

  /** Commits nothing: the global committer will. */
  private record Passing() implements Committer<Object> {
    @Override
    public void commit(Collection<CommitRequest<Object>> requests) {
      // a request about which nothing is said has succeeded
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  /** Combines what is due and commits it as one. */
  private static final class Together implements EndAwareCommitter<Object> {
    private final GlobalCommitter<Object, Object> committer;

    Together(GlobalCommitter<Object, Object> committer) {
      this.committer = committer;
    }

    @Override
    public void commit(Collection<CommitRequest<Object>> requests)
        throws IOException, InterruptedException {
      Object combined = committer.combine(committables(requests));
      if (!committer.commit(new ArrayList<>(List.of(combined))).isEmpty()) {
        requests.forEach(CommitRequest::retryLater);
      }
    }

    @Override
    public void endOfInput() throws IOException, InterruptedException {
      committer.endOfInput();
    }

    @Override
    public void close() throws Exception {
      committer.close();
    }
  }
}
