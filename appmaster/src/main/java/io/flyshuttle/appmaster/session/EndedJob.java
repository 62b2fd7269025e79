// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.job.EventLog;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobMaster;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.session.JobJournal.StoredJob;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.JobArchive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a job that has ended: nothing of the user's code.
 *
 * @param graph the graph without code, for display
 */
record EndedJob(
    JobReport.Detail detail,
    JobReport.Result result,
    List<JobEvent.Failed> failures,
    EventLog events,
    JobGraph graph,
    CheckpointReport.Summary checkpoints) {

  static EndedJob of(JobMaster job) {
    return new EndedJob(
        job.detail(),
        job.result(),
        job.failures(),
        job.events(),
        withoutCode(job.graph()),
        job.checkpoints());
  }

  /** A job that ended under an earlier ApplicationMaster. */
  static EndedJob of(JobArchive archive) {
    JobReport.Line line =
        new JobReport.Line(
            archive.id(),
            archive.name(),
            archive.type(),
            archive.status(),
            archive.startMillis(),
            archive.endMillis(),
            archive.durationMillis(),
            new JobReport.Tasks(archive.tasks()),
            null);
    List<JobEvent.Failed> failures =
        archive.failures().stream()
            .map(f -> new JobEvent.Failed(f.failure(), f.task(), f.worker(), f.host()))
            .toList();
    List<JobEvent> events = new ArrayList<>(failures);
    Collections.reverse(events);
    events.add(new JobEvent.Ended(line, archive.netRuntimeMillis(), archive.failure()));
    Map<String, List<JobReport.Part>> accumulators = JobReport.Part.of(archive.accumulators());
    return new EndedJob(
        new JobReport.Detail(line, archive.restarts(), archive.failure(), List.of(), List.of()),
        new JobReport.Result(
            archive.id(),
            archive.name(),
            archive.status(),
            archive.netRuntimeMillis(),
            archive.failure(),
            accumulators),
        failures,
        EventLog.of(events),
        archive.graph(),
        CheckpointReport.Summary.none());
  }

  /** What an ApplicationMaster after this one needs to tell of the job. */
  JobArchive archive() {
    return archive(detail, result, failures, graph);
  }

  /** The same of a job that has not ended. */
  static JobArchive archive(
      JobReport.Detail detail,
      JobReport.Result result,
      List<JobEvent.Failed> failures,
      JobGraph graphWithoutCode) {
    JobReport.Line line = detail.line();
    Map<String, List<JobArchive.Part>> accumulators = new HashMap<>();
    result
        .accumulators()
        .forEach(
            (name, parts) ->
                accumulators.put(
                    name,
                    parts.stream()
                        .map(p -> new JobArchive.Part(p.vertex(), p.subtask(), p.payload()))
                        .toList()));
    return new JobArchive(
        line.id(),
        line.name(),
        line.type(),
        line.status(),
        line.startMillis(),
        line.endMillis(),
        line.durationMillis(),
        result.netRuntimeMillis(),
        detail.restarts(),
        line.tasks().byState(),
        detail.failure(),
        failures.stream()
            .map(f -> new JobArchive.FailureEntry(f.failure(), f.task(), f.worker(), f.host()))
            .toList(),
        accumulators,
        graphWithoutCode);
  }

  /** A job of an earlier ApplicationMaster that cannot go on under this one. */
  static EndedJob lost(StoredJob job, String reason, long nowMillis) {
    Failure failure =
        new Failure(
            ErrorCode.APPLICATION_MASTER_LOST,
            "the ApplicationMaster that ran job \""
                + job.name()
                + "\" was lost, and the job cannot go on: "
                + reason,
            "",
            "",
            nowMillis);
    JobReport.Line line =
        new JobReport.Line(
            job.id(),
            job.name(),
            JobType.BATCH,
            JobStatus.FAILED,
            job.startMillis(),
            nowMillis,
            Math.max(0, nowMillis - job.startMillis()),
            new JobReport.Tasks(Map.of()),
            null);
    JobEvent.Failed entry = new JobEvent.Failed(failure, null, null, null);
    EventLog events = EventLog.of(List.of(entry, new JobEvent.Ended(line, 0, failure)));
    JobSettings settings = new JobSettings(JobType.BATCH, RestartSpec.sessionDefault(), Map.of());
    return new EndedJob(
        new JobReport.Detail(line, 0, failure, List.of(), List.of()),
        new JobReport.Result(job.id(), job.name(), JobStatus.FAILED, 0, failure, Map.of()),
        List.of(entry),
        events,
        new JobGraph(job.id(), job.name(), settings, List.of(), List.of(), List.of(), new byte[0]),
        CheckpointReport.Summary.none());
  }

  /** The same without accumulators. */
  EndedJob withoutResult() {
    JobReport.Result less =
        new JobReport.Result(
            result.id(),
            result.name(),
            result.status(),
            result.netRuntimeMillis(),
            result.failure(),
            Map.of());
    return new EndedJob(detail, less, failures, events, graph, checkpoints);
  }

  /** Bytes of accumulators that are held in memory. */
  long inlineBytes() {
    return result.accumulators().values().stream()
        .flatMap(List::stream)
        .mapToLong(part -> part.payload().inline() == null ? 0 : part.payload().inline().length)
        .sum();
  }

  /** A graph without opaque bytes and splits. */
  static JobGraph withoutCode(JobGraph graph) {
    byte[] nothing = new byte[0];
    List<JobVertex> vertices =
        graph.vertices().stream()
            .map(
                v ->
                    new JobVertex(
                        v.id(),
                        v.name(),
                        v.parallelism(),
                        v.maxParallelism(),
                        v.slotSharingGroup(),
                        v.coLocationGroup(),
                        v.operators().stream()
                            .map(
                                o ->
                                    new OperatorSpec(
                                        o.id(),
                                        o.uid(),
                                        o.name(),
                                        o.chainedTo(),
                                        o.sideOutput(),
                                        nothing,
                                        o.managedMemoryWeight(),
                                        o.details()))
                            .toList(),
                        List.of(),
                        nothing,
                        v.managedMemoryWeight(),
                        v.bytesPerSubtask(),
                        v.bounded()))
            .toList();
    List<JobEdge> edges =
        graph.edges().stream()
            .map(
                e ->
                    new JobEdge(
                        e.id(),
                        e.sourceVertex(),
                        e.sourceOperator(),
                        e.sideOutput(),
                        e.targetVertex(),
                        e.targetInput(),
                        e.exchange(),
                        e.pattern(),
                        e.shipStrategy(),
                        nothing,
                        e.placement()))
            .toList();
    return new JobGraph(
        graph.id(), graph.name(), graph.settings(), vertices, edges, List.of(), nothing);
  }
}
