// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import static org.junit.jupiter.api.Assertions.fail;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.OperatorRestore;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.worker.agent.Worker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A coordinator of checkpoints that knows only the basics. */
final class CheckpointMaster {

  private static final long DEADLINE_MILLIS = 120_000;

  private final LoopbackCluster cluster;
  private final String base;

  // guarded by this
  private final Map<Long, Map<AttemptID, MasterMessage.CheckpointAcknowledged>> acknowledged =
      new HashMap<>();
  private final List<MasterMessage.CheckpointDeclined> declined = new ArrayList<>();
  private final Set<AttemptID> awaiting = new HashSet<>();

  CheckpointMaster(LoopbackCluster cluster, String base) {
    this.cluster = cluster;
    this.base = base;
    cluster.observe(this::onMessage);
  }

  private synchronized void onMessage(MasterMessage message) {
    if (message instanceof MasterMessage.CheckpointAcknowledged ack) {
      acknowledged
          .computeIfAbsent(ack.checkpointId(), id -> new HashMap<>())
          .put(ack.attempt(), ack);
    } else if (message instanceof MasterMessage.CheckpointDeclined no) {
      declined.add(no);
    } else if (message instanceof MasterMessage.FinalCheckpointAwaited awaits) {
      awaiting.add(awaits.attempt());
    }
    notifyAll();
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000;
    synchronized (this) {
      while (!condition.getAsBoolean()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          fail(what + " did not happen; acknowledged: " + acknowledged + ", declined " + declined);
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          fail(e);
        }
      }
    }
  }

  /** The barrier of a checkpoint. */
  Barrier barrier(long id, CheckpointKind kind) {
    return barrier(id, kind, false);
  }

  /** The barrier of a checkpoint, which may overtake records. */
  Barrier barrier(long id, CheckpointKind kind, boolean unaligned) {
    String directory = kind.isSavepoint() ? base + "/savepoint-" + id : base + "/chk-" + id;
    return new Barrier(id, System.currentTimeMillis(), kind, unaligned, directory);
  }

  /** Triggers the given vertices on all workers. */
  void trigger(JobGraph graph, Barrier barrier, int attempt, int... vertices) {
    Map<Worker, List<AttemptID>> byWorker = new HashMap<>();
    Map<Worker, Integer> tasks = new HashMap<>();
    List<Worker> workers = cluster.workers();
    for (int v = 0; v < graph.vertices().size(); v++) {
      int vertex = v;
      boolean isTriggered = IntStream.of(vertices).anyMatch(each -> each == vertex);
      for (int s = 0; s < graph.vertices().get(v).parallelism(); s++) {
        Worker worker = workers.get(s % workers.size());
        tasks.merge(worker, 1, Integer::sum);
        if (isTriggered) {
          byWorker
              .computeIfAbsent(worker, key -> new ArrayList<>())
              .add(new AttemptID(graph.id(), v, s, attempt));
        }
      }
    }
    for (Worker worker : workers) {
      worker.receive(
          new WorkerMessage.TriggerCheckpoint(
              graph.id(),
              barrier,
              byWorker.getOrDefault(worker, List.of()),
              tasks.getOrDefault(worker, 0)));
    }
  }

  void completed(JobGraph graph, long id) {
    cluster
        .workers()
        .forEach(worker -> worker.receive(new WorkerMessage.CheckpointCompleted(graph.id(), id)));
  }

  void aborted(JobGraph graph, long id) {
    cluster
        .workers()
        .forEach(worker -> worker.receive(new WorkerMessage.CheckpointAborted(graph.id(), id)));
  }

  /** Waits until all tasks of the vertices have acknowledged. */
  Map<AttemptID, MasterMessage.CheckpointAcknowledged> awaitAcknowledged(
      JobGraph graph, long id, int tasks) {
    await("checkpoint " + id, () -> acknowledged.getOrDefault(id, Map.of()).size() >= tasks);
    synchronized (this) {
      return new HashMap<>(acknowledged.get(id));
    }
  }

  MasterMessage.CheckpointDeclined awaitDeclined(long id) {
    await(
        "a refusal of checkpoint " + id,
        () -> declined.stream().anyMatch(each -> each.checkpointId() == id));
    synchronized (this) {
      return declined.stream().filter(each -> each.checkpointId() == id).findFirst().orElseThrow();
    }
  }

  void awaitWaiting(int tasks) {
    await(tasks + " tasks wait for the last checkpoint", () -> awaiting.size() >= tasks);
  }

  /** How many tasks of a vertex have acknowledged. */
  synchronized long acknowledged(long id, int vertex) {
    return acknowledged.getOrDefault(id, Map.of()).keySet().stream()
        .filter(attempt -> attempt.vertex() == vertex)
        .count();
  }

  /** Waits until all tasks of some vertices have acknowledged. */
  void awaitVertices(JobGraph graph, long id, int... vertices) {
    for (int v : vertices) {
      int tasks = graph.vertices().get(v).parallelism();
      await("checkpoint " + id + " of vertex " + v, () -> acknowledged(id, v) >= tasks);
    }
  }

  synchronized boolean isAcknowledged(long id) {
    return acknowledged.containsKey(id);
  }

  /** All tasks of a graph. */
  static int tasks(JobGraph graph) {
    return graph.vertices().stream().mapToInt(JobVertex::parallelism).sum();
  }

  /** What the tasks of a graph restore; operators are matched by their names. */
  Function<AttemptID, TaskRestore> restore(JobGraph old, long id, String from, JobGraph graph) {
    Map<AttemptID, TaskSnapshot> snapshots = new HashMap<>();
    synchronized (this) {
      acknowledged.get(id).forEach((attempt, ack) -> snapshots.put(attempt, ack.snapshot()));
    }
    return attempt -> {
      JobVertex vertex = graph.vertices().get(attempt.vertex());
      List<OperatorRestore> operators = new ArrayList<>();
      boolean ended = false;
      for (OperatorSpec spec : vertex.operators()) {
        List<KeyedStateHandle> keyed = new ArrayList<>();
        List<StateBlob> operatorStates = new ArrayList<>();
        for (int v = 0; v < old.vertices().size(); v++) {
          for (int s = 0; s < old.vertices().get(v).parallelism(); s++) {
            TaskSnapshot snapshot = find(snapshots, v, s);
            for (OperatorSpec before : old.vertices().get(v).operators()) {
              if (!before.name().equals(spec.name())) {
                continue;
              }
              ended |= snapshot != null && snapshot.ended();
              OperatorSnapshot saved = find(snapshot, before);
              operatorStates.add(saved == null ? null : saved.operatorState());
              if (saved != null && saved.keyed() != null) {
                keyed.add(saved.keyed());
              }
            }
          }
        }
        operators.add(new OperatorRestore(spec.id(), keyed, operatorStates, false));
      }
      TaskSnapshot own = find(snapshots, attempt.vertex(), attempt.subtask());
      return new TaskRestore(
          id, from, operators, own == null ? List.of() : own.channels(), List.of(), ended);
    };
  }

  private static TaskSnapshot find(Map<AttemptID, TaskSnapshot> snapshots, int v, int s) {
    return snapshots.entrySet().stream()
        .filter(each -> each.getKey().vertex() == v && each.getKey().subtask() == s)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static OperatorSnapshot find(TaskSnapshot snapshot, OperatorSpec spec) {
    return snapshot == null
        ? null
        : snapshot.operators().stream()
            .filter(each -> each.operator().equals(spec.id()))
            .findFirst()
            .orElse(null);
  }
}
