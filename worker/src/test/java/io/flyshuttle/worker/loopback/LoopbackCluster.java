// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.memory.WorkerMemory;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.protocol.message.ResultSpec;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.worker.agent.Worker;
import io.flyshuttle.worker.agent.WorkerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Workers in one JVM that talk over real sockets, and a JobManager that knows only the basics. */
final class LoopbackCluster implements AutoCloseable {

  private static final long DEADLINE_MILLIS = 120_000;

  /** Others of the machine are to get on meanwhile. */
  private static final long POLL_NANOS = 200_000;

  private final List<Worker> workers = new ArrayList<>();
  private final Map<AttemptID, MasterMessage.TaskStateChanged> states = new HashMap<>();
  private final List<JobGraph> deployed = new ArrayList<>();
  private volatile Consumer<MasterMessage> observer = message -> {};
  private TaskCheckpoints checkpoints = TaskCheckpoints.none();
  private Function<AttemptID, TaskRestore> restore = attempt -> null;

  LoopbackCluster(Path directory, int count) {
    this(directory, count, 16L << 20, 32 << 10);
  }

  LoopbackCluster(Path directory, int count, long networkBytes, int segmentSize) {
    this(directory, count, networkBytes, segmentSize, FaultPoints.none());
  }

  LoopbackCluster(
      Path directory, int count, long networkBytes, int segmentSize, FaultPoints faults) {
    this(directory, count, networkBytes, segmentSize, faults, configuration());
  }

  LoopbackCluster(
      Path directory,
      int count,
      long networkBytes,
      int segmentSize,
      FaultPoints faults,
      Configuration configuration) {
    for (int i = 0; i < count; i++) {
      WorkerMemory memory =
          WorkerMemory.ofHeap(
              networkBytes * 4,
              new WorkerMemory.Settings(
                  -1, 0.5, false, false, 0.1, networkBytes, networkBytes, 0, segmentSize, -1));
      Worker worker =
          new Worker(
              new WorkerSettings(
                  "w" + i,
                  "127.0.0.1",
                  0,
                  4,
                  memory,
                  List.of(directory.resolve("disk-" + i)),
                  "secret".getBytes(StandardCharsets.UTF_8),
                  "",
                  configuration),
              faults);
      workers.add(worker);
      worker.start(message -> onMessage(worker, message), "actor-" + i);
    }
  }

  /** Even little state goes into files. */
  private static Configuration configuration() {
    return new Configuration()
        .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("1kb"));
  }

  /** Has {@code newObserver} see all that workers say, on their threads. */
  void observe(Consumer<MasterMessage> newObserver) {
    observer = newObserver;
  }

  /** How the jobs that are deployed from now on keep and restore state. */
  void checkpoints(TaskCheckpoints settings, Function<AttemptID, TaskRestore> restores) {
    checkpoints = settings;
    restore = restores;
  }

  private void onMessage(Worker worker, MasterMessage message) {
    observer.accept(message);
    if (message instanceof MasterMessage.RegisterWorker) {
      worker.receive(new WorkerMessage.Registered("session", 0));
    } else if (message instanceof MasterMessage.RequestSplit request) {
      worker.receive(new WorkerMessage.SplitAssigned(request.attempt(), request.request(), null));
    } else if (message instanceof MasterMessage.TaskStateChanged changed) {
      synchronized (states) {
        states.put(changed.attempt(), changed);
        states.notifyAll();
      }
    }
  }

  Worker worker(int index) {
    return workers.get(index);
  }

  List<Worker> workers() {
    return workers;
  }

  // ---- deployment ----

  private AttemptID attempt(JobGraph graph, int vertex, int subtask, int attempt) {
    return new AttemptID(graph.id(), vertex, subtask, attempt);
  }

  /** Subtask i runs on worker i modulo their number. */
  private int place(int subtask) {
    return subtask % workers.size();
  }

  void deploy(JobGraph graph) {
    deploy(graph, vertex -> true, 0);
  }

  void deploy(JobGraph graph, Predicate<JobVertex> chosen, int attempt) {
    deployed.add(graph);
    JobContext context =
        new JobContext(
            graph.id(),
            graph.name(),
            graph.settings().type(),
            graph.files(),
            graph.executionConfig(),
            checkpoints);
    Map<Integer, List<TaskDeployment>> byWorker = new HashMap<>();
    for (int v = 0; v < graph.vertices().size(); v++) {
      JobVertex vertex = graph.vertices().get(v);
      if (!chosen.test(vertex)) {
        continue;
      }
      for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
        byWorker
            .computeIfAbsent(place(subtask), key -> new ArrayList<>())
            .add(deployment(graph, v, subtask, attempt));
      }
    }
    byWorker.forEach(
        (worker, tasks) ->
            workers.get(worker).receive(new WorkerMessage.DeployTasks(context, tasks)));
  }

  private TaskDeployment deployment(JobGraph graph, int v, int subtask, int attempt) {
    JobVertex vertex = graph.vertices().get(v);
    List<InputSpec> inputs = new ArrayList<>();
    List<ResultSpec> results = new ArrayList<>();
    for (JobEdge edge : graph.edges()) {
      JobVertex source = graph.vertices().get(edge.sourceVertex());
      JobVertex target = graph.vertices().get(edge.targetVertex());
      if (edge.targetVertex() == v) {
        List<ChannelSpec> channels = new ArrayList<>();
        for (int producer = 0; producer < source.parallelism(); producer++) {
          List<Integer> consumers = consumers(edge, source, target, producer);
          int subpartition = consumers.indexOf(subtask);
          if (subpartition >= 0) {
            Worker worker = workers.get(place(producer));
            channels.add(
                new ChannelSpec(
                    new PartitionID(
                        attempt(
                            graph,
                            edge.sourceVertex(),
                            producer,
                            edge.exchange() == ExchangeMode.BLOCKING ? 0 : attempt),
                        edge.id()),
                    subpartition,
                    worker.info().id(),
                    "127.0.0.1",
                    worker.info().dataPort()));
          }
        }
        inputs.add(new InputSpec(edge.targetInput(), edge.exchange(), "producer", channels));
      }
      if (edge.sourceVertex() == v) {
        results.add(
            new ResultSpec(
                edge.id(),
                edge.sourceOperator(),
                edge.sideOutput(),
                edge.exchange(),
                consumers(edge, source, target, subtask).size(),
                target.maxParallelism(),
                edge.selector()));
      }
    }
    AttemptID id = attempt(graph, v, subtask, attempt);
    return new TaskDeployment(id, vertex, 0, 1 << 20, inputs, results, restore.apply(id));
  }

  private static List<Integer> consumers(
      JobEdge edge, JobVertex source, JobVertex target, int producer) {
    List<Integer> consumers = new ArrayList<>();
    for (int consumer = 0; consumer < target.parallelism(); consumer++) {
      boolean connected =
          edge.pattern() == DistributionPattern.ALL_TO_ALL
              || (source.parallelism() >= target.parallelism()
                  ? producer * target.parallelism() / source.parallelism() == consumer
                  : consumer * source.parallelism() / target.parallelism() == producer);
      if (connected) {
        consumers.add(consumer);
      }
    }
    return consumers;
  }

  // ---- waiting ----

  MasterMessage.TaskStateChanged await(
      JobGraph graph, int vertex, int subtask, int attempt, Predicate<TaskState> wanted) {
    AttemptID id = attempt(graph, vertex, subtask, attempt);
    long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000;
    synchronized (states) {
      while (true) {
        MasterMessage.TaskStateChanged state = states.get(id);
        if (state != null && wanted.test(state.state())) {
          return state;
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return fail(id + " did not get there; states: " + states + stacks());
        }
        try {
          states.wait(left);
        } catch (InterruptedException e) {
          return fail(e);
        }
      }
    }
  }

  private static String stacks() {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              text.append("\n").append(thread.getName());
              for (StackTraceElement frame : stack) {
                text.append("\n    ").append(frame);
              }
            });
    return text.toString();
  }

  void awaitAll(JobGraph graph, int attempt, TaskState wanted) {
    for (int v = 0; v < graph.vertices().size(); v++) {
      awaitVertex(graph, v, attempt, wanted);
    }
  }

  void awaitVertex(JobGraph graph, int vertex, int attempt, TaskState wanted) {
    for (int s = 0; s < graph.vertices().get(vertex).parallelism(); s++) {
      Predicate<TaskState> there =
          wanted.isTerminal() ? TaskState::isTerminal : state -> state == wanted;
      MasterMessage.TaskStateChanged state = await(graph, vertex, s, attempt, there);
      assertEquals(wanted, state.state(), () -> String.valueOf(state.failure()));
    }
  }

  /** Canceled tasks have ended, or those that read from them failed first. */
  void awaitEnded(JobGraph graph, int attempt) {
    for (int v = 0; v < graph.vertices().size(); v++) {
      for (int s = 0; s < graph.vertices().get(v).parallelism(); s++) {
        await(graph, v, s, attempt, TaskState::isTerminal);
      }
    }
  }

  void run(JobGraph graph) {
    deploy(graph);
    awaitAll(graph, 0, TaskState.FINISHED);
    release(graph);
  }

  void cancel(JobGraph graph, int attempt) {
    for (int v = 0; v < graph.vertices().size(); v++) {
      for (int s = 0; s < graph.vertices().get(v).parallelism(); s++) {
        workers.get(place(s)).receive(new WorkerMessage.CancelTask(attempt(graph, v, s, attempt)));
      }
    }
  }

  /** Ends what a failed test has left. */
  void cancelAll() {
    deployed.forEach(this::release);
  }

  void release(JobGraph graph) {
    workers.forEach(worker -> worker.receive(new WorkerMessage.ReleaseJob(graph.id())));
  }

  static void awaitTrue(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("did not happen in time: " + what + stacks());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Nothing of any job is left. */
  void assertNothingHeld() {
    for (Worker worker : workers) {
      awaitTrue(
          "all is given back: " + worker.holdings(),
          () -> {
            Worker.Holdings held = worker.holdings();
            return held.tasks() == 0
                && held.lentBuffers() == 0
                && held.promisedBuffers() == 0
                && held.lentSegments() == 0
                && held.results() == 0
                && held.jobs() == 0
                && held.checkpoints() == 0;
          });
    }
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
