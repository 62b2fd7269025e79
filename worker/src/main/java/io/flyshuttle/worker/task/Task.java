// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.EdgeRestore;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.file.LocalSegments;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.LocalSpillDirectories;
import io.flyshuttle.core.metric.MetricTree;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.OperatorCode;
import io.flyshuttle.core.operator.Peers;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.operator.PushSource;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.CheckpointProgress.Stage;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.protocol.message.ResultSpec;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.worker.buffer.InFlight;
import io.flyshuttle.worker.buffer.LocalBufferPool;
import io.flyshuttle.worker.buffer.TaskCanceledException;
import io.flyshuttle.worker.chain.OperatorChain;
import io.flyshuttle.worker.chain.TaskServices;
import io.flyshuttle.worker.gate.BarrierAlignment;
import io.flyshuttle.worker.gate.ElementReceiver;
import io.flyshuttle.worker.gate.InputGate;
import io.flyshuttle.worker.gate.InputReader;
import io.flyshuttle.worker.gate.WatermarkMerge;
import io.flyshuttle.worker.partition.BlockingPartition;
import io.flyshuttle.worker.partition.PipelinedPartition;
import io.flyshuttle.worker.partition.RecordWriter;
import io.flyshuttle.worker.partition.ResultPartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of one subtask. {@link #prepare} reserves memory and offers the results to readers,
 * on the agent's thread; {@link #start} runs the rest on the task's own.
 *
 * <pre>
 * prepare ─▶ start ─▶ read code, open ─▶ RUNNING: loop ─▶ finish ─▶ close ─▶ FINISHED
 *                           └────────────────┴───────────────┴────▶ close ─▶ FAILED or CANCELED
 * </pre>
 */
public final class Task {
  private static final Logger LOG = LoggerFactory.getLogger(Task.class);

  private final JobContext job;
  private final TaskDeployment deployment;
  private final TaskPorts ports;
  private final TaskMailbox mailbox = new TaskMailbox();
  private final TaskPauses pauses = new TaskPauses(mailbox);
  private final TaskTimers timers = new TaskTimers(mailbox);
  private final TaskCancellation cancellation;
  private final LocalSpillDirectories spill;
  private final Thread thread;
  private final List<ResultPartition> results = new ArrayList<>();
  private final List<InputGate> gates = new ArrayList<>();
  private TaskPeers peers;
  private InputGate peersGate;
  private volatile List<RecordWriter<Object>> writers = List.of();
  private volatile List<InputReader> readers = List.of();
  private volatile OperatorChain chain;
  private volatile TaskSnapshots snapshots;
  private volatile BarrierAlignment barriers;
  private volatile TaskLoop loop;
  private Map<String, byte[]> accumulators = Map.of();
  private final MetricTree metricTree = MetricTree.unreported();
  private volatile boolean prepared;
  private volatile PartitionID lostPartition;

  /** A checkpoint that the task was told to begin and has not. */
  private volatile TaskSnapshots.Taking triggered;

  public Task(JobContext job, TaskDeployment deployment, TaskPorts ports) {
    this.job = job;
    this.deployment = deployment;
    this.ports = ports;
    AttemptID attempt = deployment.attempt();
    this.spill =
        ports
            .spillDirectories()
            .child(
                String.format(
                    "%s-%d-%d-%d",
                    attempt.job(), attempt.vertex(), attempt.subtask(), attempt.attempt()));
    this.thread = new Thread(this::run, name());
    this.thread.setDaemon(true);
    this.cancellation = new TaskCancellation(this, thread, mailbox);
  }

  public AttemptID attempt() {
    return deployment.attempt();
  }

  /** How the job's state is kept and saved. */
  public TaskCheckpoints checkpoints() {
    return job.checkpoints();
  }

  /** Name of the vertex and number of the subtask, from 1. */
  public String name() {
    return String.format(
        "%s (%d/%d)",
        deployment.vertex().name(),
        deployment.attempt().subtask() + 1,
        deployment.vertex().parallelism());
  }

  TaskPorts ports() {
    return ports;
  }

  // ---- before the task runs ----

  /**
   * Reserves buffers and registers the results.
   *
   * @throws FlyshuttleException NOT_ENOUGH_BUFFERS, DISK_FULL
   */
  public void prepare() throws IOException {
    checkBuffers();
    try {
      int inputs = 0;
      List<InputSpec> fromOutside =
          deployment.inputs().stream().filter(spec -> !isFromPeers(spec)).toList();
      for (InputSpec spec : fromOutside) {
        inputs = Math.max(inputs, spec.input() + 1);
      }
      for (int i = 0; i < inputs; i++) {
        int input = i;
        List<InputSpec> specs = fromOutside.stream().filter(spec -> spec.input() == input).toList();
        gates.add(new InputGate(input, specs, ports.gates(), name(), mailbox::wake));
      }
      for (ResultSpec spec : deployment.results()) {
        ResultPartition result = createResult(spec);
        results.add(result);
        ports.partitions().register(result);
      }
      preparePeers();
      prepared = true;
    } catch (IOException | RuntimeException e) {
      releaseMemory();
      results.forEach(ResultPartition::release);
      throw e;
    }
  }

  /** Whether an input comes from the subtasks of the task's own vertex. */
  private boolean isFromPeers(InputSpec spec) {
    return spec.channels().get(0).partition().producer().vertex() == attempt().vertex();
  }

  private void preparePeers() {
    for (InputSpec spec : deployment.inputs()) {
      if (isFromPeers(spec)) {
        int edge = spec.channels().get(0).partition().edge();
        for (ResultPartition result : results) {
          if (result.id().edge() == edge && result instanceof PipelinedPartition messages) {
            peers = new TaskPeers(attempt().subtask(), messages);
          }
        }
        peersGate = new InputGate(spec.input(), List.of(spec), ports.gates(), name(), peers::wake);
        peers.gate(peersGate);
      }
    }
  }

  private boolean isForPeers(ResultPartition result) {
    return peers != null && peers.isFor(result);
  }

  /** All of a task's buffers are counted at once, so that the message names what it needs. */
  private void checkBuffers() {
    int needed = InputGate.requiredBuffers(deployment.inputs(), ports.gates());
    for (ResultSpec spec : deployment.results()) {
      needed += requiredBuffers(spec);
    }
    ports.gates().buffers().check(needed, name());
  }

  /** One for each channel that is being filled, and one that is being read. */
  private static int requiredBuffers(ResultSpec spec) {
    return spec.subpartitions() + 1;
  }

  private ResultPartition createResult(ResultSpec spec) throws IOException {
    PartitionID id = new PartitionID(attempt(), spec.edge());
    int required = requiredBuffers(spec);
    boolean blocking = spec.exchange() == ExchangeMode.BLOCKING;
    LocalBufferPool pool =
        ports
            .gates()
            .buffers()
            .createPool(required, blocking ? required : 2 * spec.subpartitions() + 8, name());
    ResultPartition[] made = new ResultPartition[1];
    Runnable onReleased = () -> ports.partitions().remove(made[0]);
    try {
      made[0] =
          blocking
              ? new BlockingPartition(
                  id,
                  spec.subpartitions(),
                  pool,
                  ports.spillDirectories().child("results"),
                  onReleased)
              : pipelined(id, spec, pool, onReleased);
    } catch (IOException | RuntimeException e) {
      pool.close();
      throw e;
    }
    return made[0];
  }

  private PipelinedPartition pipelined(
      PartitionID id, ResultSpec spec, LocalBufferPool pool, Runnable onReleased) {
    PipelinedPartition result = new PipelinedPartition(id, spec.subpartitions(), pool, onReleased);
    result.setReplyListener(
        (channel, message) ->
            mailbox.execute(
                "reply of a receiver",
                () -> {
                  // null where nothing but the end is sent, again
                  if (chain != null) {
                    chain.onReply(spec.operator(), channel, message);
                  }
                }));
    return result;
  }

  /** The result that it failed to read; null if that is not why it failed. For the listener. */
  public PartitionID lostPartition() {
    return lostPartition;
  }

  /** Begins to run. */
  public void start() {
    thread.start();
  }

  // ---- on the task's thread ----

  private void run() {
    TaskState end = TaskState.FINISHED;
    Failure failure = null;
    try {
      work();
    } catch (Throwable e) {
      if (cancellation.isRequested()) {
        end = TaskState.CANCELED;
        LOG.debug("{} was stopped", name(), e);
      } else {
        end = TaskState.FAILED;
        failure = TaskFailures.describe(e, this, userLoader());
        lostPartition = TaskFailures.lostPartition(e);
      }
    }
    cancellation.leaveUserCode();
    Throwable cleanUp = cleanUp(end == TaskState.FINISHED);
    if (cleanUp != null && end == TaskState.FINISHED && !cancellation.isRequested()) {
      end = TaskState.FAILED;
      failure = TaskFailures.describe(cleanUp, this, userLoader());
    } else if (cleanUp != null) {
      LOG.warn("{} did not close cleanly", name(), cleanUp);
      end = end == TaskState.FINISHED ? TaskState.CANCELED : end;
    }
    // what failed by itself is told, though it was to stop meanwhile: those that read from it were
    // told first, and it may be for their failure that it was to stop
    cancellation.ended();
    ports.listener().onState(this, end, failure, accumulators);
  }

  private ClassLoader userLoader() {
    ClassLoader loader = thread.getContextClassLoader();
    return loader == null ? Task.class.getClassLoader() : loader;
  }

  private void work() throws Exception {
    cancellation.check();
    JobCode code = ports.code().apply(job).call();
    thread.setContextClassLoader(code.loader());
    cancellation.configure(code.executionConfig());
    List<OperatorCode> codes =
        OperatorChain.readCode(deployment.vertex().operators(), code.loader());
    long flushMillis =
        job.type() == JobType.STREAMING ? code.executionConfig().getBufferTimeout() : -1;
    List<OperatorChain.Exit> exits = createWriters(codes, code.loader(), flushMillis == 0);
    TaskServices services =
        new TaskServices(
            job,
            deployment,
            code.executionConfig(),
            code.loader(),
            code.cachedFiles(),
            mailbox,
            timers,
            ports.splits().apply(attempt()),
            new Object(),
            ports.managedMemory(),
            spill,
            metricTree,
            code.releaseHooks(),
            peers == null ? Peers.alone() : peers,
            localState(),
            (input, message) -> gates.get(input).reply(message));
    chain = OperatorChain.create(services, codes, exits, this::recordsIn);
    snapshots =
        new TaskSnapshots(
            attempt(), job.checkpoints(), deployment.restore(), ports, name(), chain, writers);
    barriers =
        new BarrierAlignment(
            gates,
            job.checkpoints().mode() == CheckpointingMode.EXACTLY_ONCE,
            job.checkpoints().alignedTimeoutMillis(),
            new Snapshots());
    pauses.configure(barriers, watchedResults());
    gates.forEach(gate -> gate.setBarrierListener(pauses::onBarrier));
    readers = createReaders(codes, code.executionConfig());
    loop =
        new TaskLoop(
            chain, snapshots, readers, pauses, timers, services.sourceLock(), cancellation, name());
    cancellation.check();
    if (deployment.restore() != null) {
      barriers.startFrom(deployment.restore().checkpointId());
      new InFlightRestore(deployment.restore(), localState(), name())
          .restore(gates, writers, edge -> redistribution(edge, codes.get(0), code.loader()));
    }
    if (hasEndedBefore()) {
      endAgain();
      return;
    }
    chain.open();
    ports.listener().onState(this, TaskState.RUNNING, null, Map.of());
    AutoCloseable flushing =
        flushMillis > 0 ? ports.flusher().start(writers, flushMillis) : () -> {};
    AutoCloseable debloating = startDebloating();
    markLatency(code.executionConfig().getLatencyTrackingInterval());
    try {
      for (InputGate gate : gates) {
        gate.start();
      }
      if (peers != null) {
        peersGate.start();
      }
      loop.run();
      boolean awaitsLast = snapshots.awaitsLastCheckpoint();
      boolean emitsAfterIt = awaitsLast && chain.emitsOnCheckpoint();
      if (!emitsAfterIt) {
        snapshots.endOutputs();
      }
      if (peers != null) {
        peers.finish();
      }
      if (awaitsLast) {
        ports.uploads().awaitFinal(attempt());
        loop.awaitLastCheckpoint();
      }
      if (emitsAfterIt) {
        snapshots.endOutputs();
      }
      snapshots.awaitReports();
    } finally {
      flushing.close();
      debloating.close();
    }
  }

  private Redistribution redistribution(EdgeRestore edge, OperatorCode head, ClassLoader loader)
      throws IOException, ClassNotFoundException {
    @SuppressWarnings("unchecked")
    TypeSerializer<Object> serializer =
        (TypeSerializer<Object>) head.inputSerializers().get(edge.input()).duplicate();
    return new Redistribution(
        edge,
        serializer,
        loader,
        attempt().subtask(),
        deployment.vertex().parallelism(),
        ports.gates().buffers().bufferSize());
  }

  /** Local copies of files that the task restores; null if there are none of them. */
  private LocalSegments localState() {
    TaskRestore restore = deployment.restore();
    return restore == null || !restore.base().equals(job.checkpoints().base())
        ? null
        : ports.uploads().localSegments(attempt().job(), job.checkpoints());
  }

  private boolean hasEndedBefore() {
    return deployment.restore() != null && deployment.restore().ended();
  }

  /** The task had come to its end when it was saved: it commits what it had left, no more. */
  private void endAgain() throws Exception {
    ports.listener().onState(this, TaskState.RUNNING, null, Map.of());
    for (InputGate gate : gates) {
      gate.start();
    }
    if (chain.commitsOnCheckpoint()) {
      chain.open();
    }
    snapshots.endOutputs();
    loop.readEnds();
  }

  /** A source of a stream marks its place every so often, if that is wanted. */
  private void markLatency(long intervalMillis) {
    boolean source = chain.head() instanceof PullSource || chain.head() instanceof PushSource;
    if (!source || intervalMillis <= 0 || job.type() != JobType.STREAMING) {
      return;
    }
    timers.schedule(
        timers.currentTimeMillis() + intervalMillis,
        time -> {
          chain.markLatency(attempt().subtask());
          markLatency(intervalMillis);
        });
  }

  /** Bounds what is in flight to a task of a stream. */
  private AutoCloseable startDebloating() {
    InputGate.Debloat settings = ports.gates().debloat();
    if (!settings.enabled() || job.type() != JobType.STREAMING || gates.isEmpty()) {
      return () -> {};
    }
    return ports
        .flusher()
        .every(
            settings.periodMillis(),
            () -> gates.forEach(gate -> gate.debloat(loop.elapsedNanos() - loop.idleNanos(0))));
  }

  /** Results that are waited for between records: a source on its own thread cannot. */
  private List<PipelinedPartition> watchedResults() {
    if (!job.checkpoints().unaligned() || chain.head() instanceof PushSource) {
      return List.of();
    }
    return writers.stream()
        .map(RecordWriter::partition)
        .filter(PipelinedPartition.class::isInstance)
        .map(PipelinedPartition.class::cast)
        .toList();
  }

  private final class Snapshots implements BarrierAlignment.Listener {
    @Override
    public void onSnapshot(Barrier barrier, long firstNanos, InFlight inFlight) throws Exception {
      if (barrier.kind() == CheckpointKind.SAVEPOINT_AND_DRAIN && !snapshots.isFinished()) {
        loop.drain();
      }
      snapshots.take(barrier, firstNanos, inFlight);
    }

    @Override
    public void callTimeout(Barrier barrier, long millis) {
      ports
          .uploads()
          .after(
              millis,
              () -> {
                mailbox.execute("alignment timeout", () -> barriers.onTimeout(barrier));
                pauses.wake();
              });
    }
  }

  private List<OperatorChain.Exit> createWriters(
      List<OperatorCode> codes, ClassLoader loader, boolean flushEachRecord)
      throws IOException, ClassNotFoundException {
    List<OperatorChain.Exit> exits = new ArrayList<>();
    List<RecordWriter<Object>> made = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (isForPeers(results.get(i))) {
        continue;
      }
      ResultSpec spec = deployment.results().get(i);
      ChannelSelector<Object> selector = CodeBytes.read(spec.selector(), loader);
      selector.setup(spec.subpartitions(), attempt().subtask(), spec.consumerMaxParallelism());
      @SuppressWarnings("unchecked")
      TypeSerializer<Object> serializer =
          (TypeSerializer<Object>)
              OperatorChain.outputSerializer(codes.get(spec.operator()), spec.sideOutput())
                  .duplicate();
      RecordWriter<Object> writer =
          new RecordWriter<>(
              results.get(i), selector, serializer, flushEachRecord || selector.isUrgent());
      made.add(writer);
      exits.add(new OperatorChain.Exit(spec.operator(), spec.sideOutput(), writer));
    }
    writers = made;
    return exits;
  }

  private List<InputReader> createReaders(List<OperatorCode> codes, ExecutionConfig config) {
    OperatorCode headCode = codes.get(0);
    boolean reuse = OperatorChain.mayReuseRecords(config.isObjectReuseEnabled(), codes);
    int channels = 0;
    for (InputGate gate : gates) {
      channels += gate.channelCount();
    }
    WatermarkMerge watermarks = new WatermarkMerge(channels);
    if (job.type() == JobType.STREAMING && !config.runsAsBatch() && channels > 1) {
      watchWatermark(
          new StalledWatermark(
              watermarks,
              this::recordsIn,
              this::channelName,
              message -> LOG.warn("{}: {}", name(), message)),
          config.getWatermarkPatience());
    }
    ElementReceiver receiver = hasEndedBefore() ? ElementReceiver.discarding() : chain;
    List<InputReader> made = new ArrayList<>();
    int first = 0;
    for (InputGate gate : gates) {
      made.add(
          new InputReader(
              gate,
              headCode.inputSerializers().get(gate.input()).duplicate(),
              receiver,
              watermarks,
              barriers,
              first,
              reuse,
              pauses.signal()));
      first += gate.channelCount();
    }
    return made;
  }

  private void watchWatermark(StalledWatermark watch, long patienceMillis) {
    timers.schedule(
        timers.currentTimeMillis() + patienceMillis,
        time -> {
          watch.check(patienceMillis);
          watchWatermark(watch, patienceMillis);
        });
  }

  /** A channel for people: what sends by it. */
  private String channelName(int channel) {
    int first = 0;
    for (InputGate gate : gates) {
      for (InputSpec spec : deployment.inputs()) {
        if (spec.input() != gate.input() || isFromPeers(spec)) {
          continue;
        }
        int index = channel - first;
        if (index < spec.channels().size()) {
          return String.format(
              "input %d from \"%s\", subtask %d",
              spec.input(),
              spec.producer(),
              spec.channels().get(index).partition().producer().subtask() + 1);
        }
        first += spec.channels().size();
      }
    }
    return "channel " + channel;
  }

  /** Gives everything back; returns the first failure. */
  private Throwable cleanUp(boolean finished) {
    Throwable first = null;
    // an interrupt meant for user code must not disturb its closing
    Thread.interrupted();
    if (loop != null) {
      loop.stopSource();
    }
    if (snapshots != null) {
      snapshots.cancelUploads();
    }
    if (chain != null) {
      try {
        chain.close();
      } catch (Throwable e) {
        first = e;
      }
      try {
        // after closing: functions add there what they counted on their own
        accumulators = serializedAccumulators();
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    mailbox.close();
    if (!finished || first != null) {
      writers.forEach(RecordWriter::abandon);
      FlyshuttleException cause =
          new FlyshuttleException(ErrorCode.PARTITION_LOST, name() + " did not finish");
      results.forEach(result -> result.fail(cause));
    }
    releaseMemory();
    try {
      spill.delete();
    } catch (IOException e) {
      LOG.warn("Could not delete temporary files of {}", name(), e);
    }
    return first;
  }

  private Map<String, byte[]> serializedAccumulators() {
    Map<String, byte[]> bytes = new HashMap<>();
    chain
        .accumulators()
        .forEach(
            (name, accumulator) ->
                bytes.put(name, CodeBytes.write(accumulator, "accumulator " + name)));
    return bytes;
  }

  private void releaseMemory() {
    gates.forEach(InputGate::close);
    if (peersGate != null) {
      peersGate.close();
    }
  }

  // ---- from outside ----

  /** Asks the task to stop. Returns at once; idempotent. */
  public void cancel() {
    cancellation.request();
  }

  /** Begins a checkpoint in a task that no barrier reaches. Returns at once. */
  public void triggerCheckpoint(Barrier barrier) {
    long id = barrier.checkpointId();
    long now = System.nanoTime();
    triggered = new TaskSnapshots.Taking(id, now);
    mailbox.execute(
        "checkpoint " + id,
        () -> {
          triggered = null;
          barriers.onTrigger(barrier);
        });
  }

  /** A checkpoint of the job is complete. Returns at once. */
  public void checkpointCompleted(long checkpointId) {
    mailbox.execute(
        "completed checkpoint " + checkpointId, () -> snapshots.onCompleted(checkpointId));
  }

  /** A checkpoint of the job will never complete. Returns at once. */
  public void checkpointAborted(long checkpointId) {
    mailbox.execute(
        "aborted checkpoint " + checkpointId,
        () -> {
          barriers.onAborted(checkpointId);
          snapshots.onAborted(checkpointId);
          if (!snapshots.isStopping()) {
            barriers.goOn();
          }
        });
  }

  /** Whether {@link #prepare} succeeded. */
  public boolean isPrepared() {
    return prepared;
  }

  /** Unblocks a task that waits for network memory. */
  void dropResults() {
    FlyshuttleException cause =
        new FlyshuttleException(ErrorCode.PARTITION_LOST, name() + " was canceled");
    results.forEach(result -> result.fail(cause));
  }

  TaskLoop loop() {
    return loop;
  }

  private long recordsIn() {
    long records = 0;
    for (InputReader reader : readers) {
      records += reader.recordsIn();
    }
    return records;
  }

  /** Counters since the start. */
  public TaskMetrics metrics() {
    OperatorChain running = chain;
    return TaskMeter.read(
        attempt(),
        readers,
        writers,
        loop,
        spill.writtenBytes(),
        running == null ? Long.MIN_VALUE : running.currentWatermark(),
        running == null ? -1 : running.latencyMillis());
  }

  /** What the task does for a checkpoint before its state is written; empty if nothing. */
  public Optional<CheckpointProgress> checkpointProgress() {
    TaskSnapshots own = snapshots;
    BarrierAlignment alignment = barriers;
    TaskSnapshots.Taking taking = own == null ? null : own.taking();
    BarrierAlignment.Waiting waiting = alignment == null ? null : alignment.waiting();
    TaskSnapshots.Taking told = triggered;
    if (taking != null) {
      return Optional.of(progress(taking, Stage.SNAPSHOT));
    }
    if (waiting != null) {
      String detail =
          String.format(
              "%d of %d barriers are there, that of %s is not",
              waiting.arrived(), waiting.channels(), channelName(waiting.missing()));
      return Optional.of(
          new CheckpointProgress(
              attempt(),
              waiting.checkpointId(),
              Stage.ALIGNING,
              (System.nanoTime() - waiting.sinceNanos()) / 1_000_000,
              detail));
    }
    return told == null ? Optional.empty() : Optional.of(progress(told, Stage.TRIGGERED));
  }

  private CheckpointProgress progress(TaskSnapshots.Taking taking, Stage stage) {
    long millis = (System.nanoTime() - taking.sinceNanos()) / 1_000_000;
    return new CheckpointProgress(attempt(), taking.checkpointId(), stage, millis, "");
  }

  /** The sizes of its blocking results, once they are complete. */
  public List<MasterMessage.ResultSize> blockingResults() {
    List<MasterMessage.ResultSize> sizes = new ArrayList<>();
    for (ResultPartition result : results) {
      if (result instanceof BlockingPartition blocking) {
        sizes.add(new MasterMessage.ResultSize(blocking.id().edge(), blocking.channelBytes()));
      }
    }
    return sizes;
  }

  /** Waits until the task's thread has ended. */
  public void join(long millis) throws InterruptedException {
    thread.join(millis);
  }

  /** Throws if the task was asked to stop. */
  static TaskCanceledException canceled() {
    return new TaskCanceledException();
  }
}
