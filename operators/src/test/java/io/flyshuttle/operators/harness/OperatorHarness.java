// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.harness;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.operator.Mailbox;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.operator.SplitProvider;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.state.StateBackends;
import io.flyshuttle.core.state.heap.HeapOperatorStateStore;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Drives one operator by hand: records, watermarks and a clock that stands still until it is moved.
 * What the operator emits is collected.
 */
public final class OperatorHarness implements OperatorContext, AutoCloseable {

  /** A record with its timestamp, as it was emitted. */
  public record Emitted(Object record, long timestamp) {}

  private static final int KEY_GROUPS = 128;

  private final Operator operator;
  private final ManualTime time = new ManualTime();
  private final Collected output = new Collected();
  private final Deque<Mailbox.Mail> mail = new ArrayDeque<>();
  private final FakeRuntimeContext runtimeContext;
  private final Setup setup;
  private final HeapOperatorStateStore operatorState =
      new HeapOperatorStateStore(new ExecutionConfig(), getClass().getClassLoader());

  /** The store of keyed state: all tests of operators can be run over another one. */
  private static final String STORE = System.getProperty("flyshuttle.test.store", "hashmap");

  private final Object lock = new Object();
  private KeyedStateBackend<Object> keyed;
  private long watermark = Long.MIN_VALUE;

  /**
   * All state of an operator at a checkpoint.
   *
   * @param keyedHeader and {@code keyGroups}: null if there is no keyed state
   */
  public record Saved(
      long checkpointId,
      OperatorStateSnapshot operatorState,
      byte[] keyedHeader,
      List<byte[]> keyGroups) {}

  private OperatorHarness(Operator operator, Setup setup) {
    this.operator = operator;
    this.setup = setup;
    this.runtimeContext =
        new FakeRuntimeContext(this::keyedState, setup.subtask, setup.subtasks, setup.config);
  }

  /** How a subtask begins; setters return the setup. */
  public static final class Setup {
    private final OperatorFactory factory;
    private int subtask;
    private int subtasks = 1;
    private OperatorStateSnapshot restored;
    private Saved saved;
    private boolean checkpoints;
    private final ExecutionConfig config = new ExecutionConfig();
    private SplitProvider splits;
    private TypeSerializer<?> inputSerializer;
    private TypeSerializer<?> outputSerializer;
    private List<byte[]> replies = new ArrayList<>();

    private Setup(OperatorFactory factory) {
      this.factory = factory;
    }

    public Setup subtask(int index, int of) {
      this.subtask = index;
      this.subtasks = of;
      return this;
    }

    /** The operator state that the subtask begins with. */
    public Setup restore(OperatorStateSnapshot state) {
      this.restored = state;
      return this;
    }

    /** All state that the subtask begins with. */
    public Setup restore(Saved state) {
      this.saved = state;
      return restore(state.operatorState);
    }

    /** The job has checkpoints. */
    public Setup checkpoints() {
      this.checkpoints = true;
      return this;
    }

    /** The program is one of streams that runs as a batch. */
    public Setup batch() {
      config.setRunsAsBatch(true);
      return this;
    }

    public Setup splits(SplitProvider provider) {
      this.splits = provider;
      return this;
    }

    public Setup inputSerializer(TypeSerializer<?> serializer) {
      this.inputSerializer = serializer;
      return this;
    }

    public Setup outputSerializer(TypeSerializer<?> serializer) {
      this.outputSerializer = serializer;
      return this;
    }

    /** Opens an operator, made from a copy of the factory as a worker would make it. */
    public OperatorHarness open() throws Exception {
      OperatorFactory copy =
          CodeBytes.read(
              CodeBytes.write(factory, "operator"), OperatorHarness.class.getClassLoader());
      OperatorHarness harness = new OperatorHarness(copy.create(), this);
      if (restored != null) {
        harness.operatorState.restore(restored);
      }
      harness.operator.open(harness);
      return harness;
    }
  }

  public static Setup setup(OperatorFactory factory) {
    return new Setup(factory);
  }

  /** Takes a snapshot of operator state, as a task does between two records. */
  public OperatorStateSnapshot snapshot(long checkpointId) throws Exception {
    operator.snapshot(checkpointId, checkpointId);
    return operatorState.snapshot();
  }

  /** Takes what the operator has replied to its input since the last call. */
  public List<byte[]> takeReplies() {
    List<byte[]> taken = List.copyOf(setup.replies);
    setup.replies.clear();
    return taken;
  }

  @Override
  public void reply(int input, byte[] message) {
    setup.replies.add(message);
  }

  @Override
  public OptionalLong restoredCheckpoint() {
    return setup.restored == null ? OptionalLong.empty() : OptionalLong.of(1);
  }

  /** An open operator, made from a copy of the factory as a worker would make it. */
  public static OperatorHarness of(OperatorFactory factory) throws Exception {
    return setup(factory).open();
  }

  /** As {@link #of}, in a job with checkpoints. */
  public static OperatorHarness withCheckpoints(OperatorFactory factory) throws Exception {
    return setup(factory).checkpoints().open();
  }

  /** As {@link #withCheckpoints}, with the state of an earlier run. */
  public static OperatorHarness restore(OperatorFactory factory, Saved saved) throws Exception {
    return setup(factory).checkpoints().restore(saved).open();
  }

  /** As {@link #snapshot}, of keyed state too. */
  public Saved save(long checkpointId) throws Exception {
    OperatorStateSnapshot own = snapshot(checkpointId);
    DataOutputSerializer copy = new DataOutputSerializer(256);
    own.write(copy);
    OperatorStateSnapshot read =
        OperatorStateSnapshot.read(new DataInputDeserializer(copy.getCopyOfBuffer()));
    if (keyed == null) {
      return new Saved(checkpointId, read, null, null);
    }
    try (KeyedSnapshot snapshot = keyed.snapshot()) {
      DataOutputSerializer header = new DataOutputSerializer(256);
      snapshot.writeHeader(header);
      List<byte[]> groups = new ArrayList<>();
      for (int group = 0; group < KEY_GROUPS; group++) {
        DataOutputSerializer out = new DataOutputSerializer(256);
        snapshot.writeKeyGroup(group, out);
        groups.add(out.getCopyOfBuffer());
      }
      return new Saved(checkpointId, read, header.getCopyOfBuffer(), groups);
    }
  }

  /** The checkpoint is complete. */
  public OperatorHarness completed(long checkpointId) throws Exception {
    operator.checkpointCompleted(checkpointId);
    return this;
  }

  @Override
  public boolean checkpointsEnabled() {
    return setup.checkpoints;
  }

  public OperatorHarness process(Object record, long timestamp) throws Exception {
    return process(0, record, timestamp);
  }

  public OperatorHarness process(int input, Object record, long timestamp) throws Exception {
    operator.process(input, record, timestamp);
    return this;
  }

  /** Moves the watermark. */
  public OperatorHarness watermark(long newWatermark) throws Exception {
    watermark = newWatermark;
    output.emitWatermark(operator.onWatermark(newWatermark));
    return this;
  }

  /** Moves the clock; alarms ring on the way. */
  public OperatorHarness clock(long millis) throws Exception {
    time.moveTo(millis);
    return this;
  }

  /** Runs what other threads sent. */
  public OperatorHarness runMail() throws Exception {
    for (Mailbox.Mail next = poll(); next != null; next = poll()) {
      next.run();
    }
    return this;
  }

  private Mailbox.Mail poll() {
    synchronized (mail) {
      return mail.poll();
    }
  }

  /** How much mail waits. */
  public int waitingMail() {
    synchronized (mail) {
      return mail.size();
    }
  }

  public OperatorHarness finish() throws Exception {
    operator.finish();
    return this;
  }

  /** The operator itself. */
  public Operator operator() {
    return operator;
  }

  /** Takes what has been emitted since the last call. */
  public List<Emitted> take() {
    List<Emitted> taken = List.copyOf(output.records);
    output.records.clear();
    return taken;
  }

  /** As {@link #take}, records only. */
  public List<Object> takeRecords() {
    return take().stream().map(Emitted::record).toList();
  }

  /** What has been emitted to a side output. */
  public List<Emitted> side(String id) {
    return output.sides.getOrDefault(id, List.of());
  }

  /** Watermarks handed on. */
  public List<Long> watermarks() {
    return output.watermarks;
  }

  /** Keyed state; null if the operator has asked for none. */
  public KeyedStateBackend<Object> keyedState() {
    return keyed;
  }

  /** Values under a counter's name. */
  public long counter(String name) {
    return runtimeContext.counted(name);
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }

  // ------------------------------------------------------------------ what the operator sees

  @Override
  @SuppressWarnings("unchecked")
  public <T> Output<T> output() {
    return (Output<T>) output;
  }

  @Override
  public RuntimeContext runtimeContext() {
    return runtimeContext;
  }

  @Override
  public int inputCount() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> TypeSerializer<T> inputSerializer(int input) {
    return (TypeSerializer<T>) setup.inputSerializer;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> TypeSerializer<T> outputSerializer() {
    return (TypeSerializer<T>) setup.outputSerializer;
  }

  @Override
  public Mailbox mailbox() {
    return (description, action) -> {
      synchronized (mail) {
        mail.add(action);
        mail.notifyAll();
      }
    };
  }

  /** Waits until another thread has sent mail. */
  public OperatorHarness awaitMail() throws InterruptedException {
    synchronized (mail) {
      long deadline = System.nanoTime() + 120_000_000_000L;
      while (mail.isEmpty()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("no mail came within 120 s");
        }
        mail.wait(left);
      }
    }
    return this;
  }

  @Override
  public ProcessingTimeService processingTime() {
    return time;
  }

  @Override
  public SplitProvider splits() {
    return setup.splits;
  }

  @Override
  public Object sourceLock() {
    return lock;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K> KeyedStateBackend<K> keyedState(TypeSerializer<K> keySerializer) {
    if (keyed == null) {
      keyed =
          StateBackends.named(STORE)
              .create(
                  new KeyedStateSettings<>(
                      (TypeSerializer<Object>) keySerializer,
                      KeyGroupRange.of(0, KEY_GROUPS, 1),
                      KEY_GROUPS,
                      new ExecutionConfig(),
                      time::currentTimeMillis,
                      () ->
                          new SegmentPool(64 << 20, 32 << 10, false, false)
                              .share(64 << 20, "keyed state"),
                      this::noFile));
      restoreKeyed();
    }
    return (KeyedStateBackend<K>) keyed;
  }

  private void restoreKeyed() {
    if (setup.saved == null || setup.saved.keyedHeader == null) {
      return;
    }
    try {
      KeyedRestore restore =
          keyed.restore(
              new DataInputDeserializer(setup.saved.keyedHeader), getClass().getClassLoader());
      for (int group = 0; group < KEY_GROUPS; group++) {
        restore.readKeyGroup(group, new DataInputDeserializer(setup.saved.keyGroups.get(group)));
      }
    } catch (IOException e) {
      throw new AssertionError("what was saved cannot be read", e);
    }
  }

  @Override
  public OperatorStateStore operatorState() {
    return operatorState;
  }

  @Override
  public ManagedMemory managedMemory() {
    throw new UnsupportedOperationException("the harness has no managed memory");
  }

  @Override
  public SpillDirectories spillDirectories() {
    return this::noFile;
  }

  private java.nio.file.Path noFile(String purpose) {
    throw new UnsupportedOperationException("the harness has no directories");
  }

  @Override
  public long currentWatermark() {
    return watermark;
  }

  private static final class Collected implements Output<Object> {
    private final List<Emitted> records = new ArrayList<>();
    private final Map<String, List<Emitted>> sides = new HashMap<>();
    private final List<Long> watermarks = new ArrayList<>();

    @Override
    public void emit(Object record, long timestamp) {
      records.add(new Emitted(record, timestamp));
    }

    @Override
    public <X> void emitSide(String outputId, X record, long timestamp) {
      sides.computeIfAbsent(outputId, id -> new ArrayList<>()).add(new Emitted(record, timestamp));
    }

    @Override
    public boolean hasSide(String outputId) {
      return true;
    }

    @Override
    public void emitWatermark(long watermark) {
      if (watermarks.isEmpty() || watermarks.get(watermarks.size() - 1) < watermark) {
        watermarks.add(watermark);
      }
    }

    @Override
    public void setIdle(boolean idle) {
      // nobody downstream to tell
    }
  }
}
