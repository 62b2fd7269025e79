// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.file.FileCompaction;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.sink.CommittableMessage;
import io.flyshuttle.core.connector.sink.CommittableMessageTypeInfo;
import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.plan.ClosureCleaner;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.operators.sink.ConnectorSink;
import io.flyshuttle.operators.sink.FileCompactPlanner;
import io.flyshuttle.operators.sink.FileCompactWorker;
import io.flyshuttle.operators.sink.TopologyCommitter;
import io.flyshuttle.operators.sink.TopologyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the operators of a sink: one, or those that the sink's topologies ask for.
 *
 * <pre>
 * pre-write ─▶ writer ─▶ pre-commit ─▶ committer ─▶ post-commit
 * </pre>
 *
 * Settings of the sink are settings of its writer; the others follow it where they have none of
 * their own.
 */
final class SinkTopology {
  private SinkTopology() {}

  /** Adds the operators of a sink to the program; returns the one that has the sink's settings. */
  static <T> Transformation<?> add(DataStream<T> in, Sink<T> sink) {
    ClosureCleaner.clean(sink, false, "sink " + sink.getClass().getName());
    StreamExecutionEnvironment environment = in.getExecutionEnvironment();
    List<Transformation<?>> before = environment.getTransformations();
    DataStream<T> input = prepared(in, sink);
    Transformation<?> main =
        sink instanceof SupportsPreCommitTopology<?, ?>
                || sink instanceof SupportsPostCommitTopology<?>
                || sink instanceof FileSink<?> files && files.compaction() != null
            ? addParts(input, sink)
            : addWhole(input, sink);
    List<Transformation<?>> made = new ArrayList<>(environment.getTransformations());
    made.removeAll(Set.copyOf(before));
    made.remove(main);
    for (int i = 0; i < made.size(); i++) {
      made.get(i).follow(main, "sink-" + i);
    }
    return main;
  }

  @SuppressWarnings("unchecked")
  private static <T> DataStream<T> prepared(DataStream<T> in, Sink<T> sink) {
    return sink instanceof SupportsPreWriteTopology<?> preparing
        ? ((SupportsPreWriteTopology<T>) preparing).addPreWriteTopology(in)
        : in;
  }

  private static String name(Sink<?> sink) {
    return "Sink: " + sink.getClass().getSimpleName();
  }

  private static <T> Transformation<T> addWhole(DataStream<T> in, Sink<T> sink) {
    Transformation<T> whole =
        StreamOperators.of(
                name(sink), new Inferred<T>(null, null), config -> ConnectorSink.factory(sink))
            .input(0, in.flows(), in.getType());
    in.getExecutionEnvironment().add(whole);
    return whole;
  }

  @SuppressWarnings("unchecked")
  private static <T> Transformation<?> addParts(DataStream<T> in, Sink<T> sink) {
    if (!(sink instanceof SupportsCommitter<?>)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the sink "
              + sink.getClass().getName()
              + " has operators around its commits but commits nothing; it must implement"
              + " SupportsCommitter too");
    }
    SupportsCommitter<Object> committing = (SupportsCommitter<Object>) sink;
    boolean sendsCommittables = !(sink instanceof SupportsPreCommitTopology<?, ?>);
    StreamExecutionEnvironment environment = in.getExecutionEnvironment();
    Transformation<CommittableMessage<Object>> writer =
        StreamOperators.of(
                name(sink),
                Inferred.of(writtenType(sink)),
                config -> TopologyWriter.factory(sink, sendsCommittables))
            .input(0, in.flows(), in.getType());
    environment.add(writer);
    DataStream<CommittableMessage<Object>> committables = new DataStream<>(environment, writer);
    if (sink instanceof SupportsPreCommitTopology<?, ?> preparing) {
      committables =
          ((SupportsPreCommitTopology<Object, Object>) preparing)
              .addPreCommitTopology(committables);
    }
    if (sink instanceof FileSink<?> files) {
      committables = compacted(committables, files.compaction());
    }
    boolean tells = sink instanceof SupportsPostCommitTopology<?>;
    Transformation<CommittableMessage<Object>> committer =
        committer(
            "Committer",
            committables,
            committing::createCommitter,
            committing::getCommittableSerializer,
            tells ? CommittableMessageTypeInfo.of(committing::getCommittableSerializer) : null);
    environment.add(committer);
    if (tells) {
      ((SupportsPostCommitTopology<Object>) sink)
          .addPostCommitTopology(new DataStream<>(environment, committer));
    }
    return writer;
  }

  /** Has parts of files made fewer before they are committed. */
  private static DataStream<CommittableMessage<Object>> compacted(
      DataStream<CommittableMessage<Object>> parts, FileCompaction compaction) {
    StreamExecutionEnvironment environment = parts.getExecutionEnvironment();
    Transformation<CommittableMessage<Object>> planner =
        StreamOperators.of(
                "Plan Compaction",
                Inferred.of(parts.getType()),
                config -> FileCompactPlanner.factory(compaction))
            .input(0, parts.global().flows(), parts.getType())
            .nonParallel();
    environment.add(planner);
    DataStream<CommittableMessage<Object>> planned =
        new DataStream<>(environment, planner).rebalance();
    Transformation<CommittableMessage<Object>> worker =
        StreamOperators.of(
                "Compact Files",
                Inferred.of(parts.getType()),
                config -> FileCompactWorker.factory(compaction))
            .input(0, planned.flows(), parts.getType());
    environment.add(worker);
    return new DataStream<>(environment, worker);
  }

  @SuppressWarnings("unchecked")
  private static TypeInformation<CommittableMessage<Object>> writtenType(Sink<?> sink) {
    if (sink instanceof SupportsPreCommitTopology<?, ?> preparing) {
      return CommittableMessageTypeInfo.of(
          ((SupportsPreCommitTopology<Object, Object>) preparing)::getWriteResultSerializer);
    }
    return CommittableMessageTypeInfo.of(
        ((SupportsCommitter<Object>) sink)::getCommittableSerializer);
  }

  /**
   * An operator that commits.
   *
   * @param toldType type of the messages that tell of commits; null if nobody wants to hear
   */
  static <CommT> Transformation<CommittableMessage<CommT>> committer(
      String name,
      DataStream<CommittableMessage<CommT>> committables,
      TopologyCommitter.CommitterMaker<CommT> maker,
      TopologyCommitter.SerializerMaker<CommT> serializer,
      TypeInformation<CommittableMessage<CommT>> toldType) {
    Transformation<CommittableMessage<CommT>> committer =
        StreamOperators.of(
                name,
                new Inferred<>(toldType, null),
                config -> TopologyCommitter.factory(maker, serializer, toldType != null))
            .input(0, committables.flows(), committables.getType());
    if (toldType != null) {
      // what it tells after the last checkpoint must find its readers still reading
      committer.setChaining(Chaining.NEVER);
    }
    return committer;
  }
}
