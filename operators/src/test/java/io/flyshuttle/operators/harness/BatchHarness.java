// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.memory.LocalSpillDirectories;
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
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs one operator as a task would: reads inputs in the order the operator asks for, one record at
 * a time or by turns, with as much managed memory as the test gives it, and checks that nothing is
 * left over at the end, neither memory nor files.
 */
public final class BatchHarness {

  /** How inputs are mixed where the operator takes them as they come. */
  public enum Feeding {
    /** One input after the other. */
    ALL_AT_ONCE,
    /** One record of each input in turn. */
    ONE_BY_ONE
  }

  private final OperatorFactory factory;
  private final List<TypeSerializer<?>> serializers;
  private final TypeSerializer<?> outputSerializer;
  private int segments = 64;
  private int segmentSize = 1024;
  private Feeding feeding = Feeding.ALL_AT_ONCE;
  private int filesMade;
  private long[] inputBytes;
  private int firstInput;

  public BatchHarness(
      OperatorFactory factory,
      List<TypeSerializer<?>> serializers,
      TypeSerializer<?> outputSerializer) {
    this.factory = factory;
    this.serializers = serializers;
    this.outputSerializer = outputSerializer;
  }

  /** Gives the operator so much memory. */
  public BatchHarness memory(int newSegments, int newSegmentSize) {
    this.segments = newSegments;
    this.segmentSize = newSegmentSize;
    return this;
  }

  /** Sets how inputs are mixed. */
  public BatchHarness feeding(Feeding newFeeding) {
    this.feeding = newFeeding;
    return this;
  }

  /** Tells the operator the size of its inputs, as if they were complete when it starts. */
  public BatchHarness knowing(long... bytesOfInputs) {
    this.inputBytes = bytesOfInputs;
    return this;
  }

  /** The input that the operator asked for first in the last run. */
  public int firstInput() {
    return firstInput;
  }

  /** How many files the operator made in the last run. */
  public int filesMade() {
    return filesMade;
  }

  /** Runs the operator over the inputs and returns what it emits. */
  public List<Object> run(List<?>... inputs) throws Exception {
    return run(Long.MAX_VALUE, inputs);
  }

  /**
   * Runs the operator, and closes it after so many records as if the task had been canceled.
   *
   * @return what it emitted until then
   */
  public List<Object> run(long recordsBeforeCancel, List<?>... inputs) throws Exception {
    SegmentPool pool = new SegmentPool((long) segments * segmentSize, segmentSize, false, false);
    SegmentPool.Share share = pool.share((long) segments * segmentSize, "test");
    Path directory = Files.createTempDirectory("harness");
    filesMade = 0;
    List<Object> emitted = new ArrayList<>();
    try {
      LocalSpillDirectories spill = new LocalSpillDirectories(List.of(directory));
      Operator operator = factory.create();
      try {
        operator.open(new Context(share, countingFiles(spill), emitted));
        firstInput = operator.nextInput();
        if (feed(operator, recordsBeforeCancel, inputs)) {
          operator.finish();
        }
      } finally {
        operator.close();
      }
      assertEquals(0, pool.lentSegments(), "segments left over");
      try (Stream<Path> files = Files.walk(directory)) {
        assertTrue(files.noneMatch(Files::isRegularFile), "files left over");
      }
    } finally {
      share.close();
      deleteAll(directory);
    }
    return emitted;
  }

  private SpillDirectories countingFiles(SpillDirectories directories) {
    return purpose -> {
      filesMade++;
      return directories.newFile(purpose);
    };
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean feed(Operator operator, long recordsBeforeCancel, List<?>... inputs)
      throws Exception {
    int[] positions = new int[inputs.length];
    boolean[] ended = new boolean[inputs.length];
    int turn = 0;
    long fed = 0;
    for (int open = inputs.length; open > 0; ) {
      int input = operator.nextInput();
      if (input == Operator.ANY_INPUT) {
        do {
          turn = feeding == Feeding.ONE_BY_ONE || ended[turn] ? (turn + 1) % inputs.length : turn;
        } while (ended[turn]);
        input = turn;
      }
      assertTrue(!ended[input], "asks for an input that has ended");
      if (positions[input] == inputs[input].size()) {
        ended[input] = true;
        open--;
        operator.endInput(input);
      } else {
        if (fed++ == recordsBeforeCancel) {
          return false;
        }
        operator.process(
            input, copy(input, inputs[input].get(positions[input]++)), Operator.NO_TIMESTAMP);
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private Object copy(int input, Object record) {
    return ((TypeSerializer<Object>) serializers.get(input)).copy(record);
  }

  /** What a task gives its operator. */
  private final class Context implements OperatorContext, Output<Object> {
    private final ManagedMemory memory;
    private final SpillDirectories directories;
    private final List<Object> emitted;

    private Context(ManagedMemory memory, SpillDirectories directories, List<Object> emitted) {
      this.memory = memory;
      this.directories = directories;
      this.emitted = emitted;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void emit(Object record, long timestamp) {
      emitted.add(((TypeSerializer<Object>) outputSerializer).copy(record));
    }

    @Override
    public <X> void emitSide(String outputId, X record, long timestamp) {}

    @Override
    public boolean hasSide(String outputId) {
      return false;
    }

    @Override
    public void emitWatermark(long watermark) {}

    @Override
    public void setIdle(boolean idle) {}

    @Override
    @SuppressWarnings("unchecked")
    public <T> Output<T> output() {
      return (Output<T>) this;
    }

    @Override
    public RuntimeContext runtimeContext() {
      return new FakeRuntimeContext(() -> null);
    }

    @Override
    public long inputBytes(int input) {
      return inputBytes == null ? -1 : inputBytes[input];
    }

    @Override
    public int inputCount() {
      return serializers.size();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeSerializer<T> inputSerializer(int input) {
      return (TypeSerializer<T>) serializers.get(input).duplicate();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeSerializer<T> outputSerializer() {
      return (TypeSerializer<T>) outputSerializer.duplicate();
    }

    @Override
    public Mailbox mailbox() {
      throw new UnsupportedOperationException("no mailbox here");
    }

    @Override
    public ProcessingTimeService processingTime() {
      throw new UnsupportedOperationException("no clock here");
    }

    @Override
    public SplitProvider splits() {
      throw new UnsupportedOperationException("no splits here");
    }

    @Override
    public Object sourceLock() {
      return this;
    }

    @Override
    public <K> KeyedStateBackend<K> keyedState(TypeSerializer<K> keySerializer) {
      throw new UnsupportedOperationException("no state here");
    }

    @Override
    public OperatorStateStore operatorState() {
      throw new UnsupportedOperationException("no state here");
    }

    @Override
    public ManagedMemory managedMemory() {
      return memory;
    }

    @Override
    public SpillDirectories spillDirectories() {
      return directories;
    }

    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }
  }
}
