// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.state.heap.HeapKeyedStateBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyedStateFilesTest {
  private static final int GROUPS = 16;
  private static final ValueStateDescriptor<Long> VALUE =
      new ValueStateDescriptor<>("value", LongSerializer.INSTANCE);

  @TempDir java.nio.file.Path directory;

  private static KeyedStateBackend<Integer> backend(int subtask, int parallelism) {
    return new HeapKeyedStateBackend<>(
        IntSerializer.INSTANCE,
        KeyGroupRange.of(subtask, GROUPS, parallelism),
        GROUPS,
        new ExecutionConfig(),
        () -> 0);
  }

  private List<KeyedStateHandle> write(int keys, int parallelism, int inlineBelowBytes)
      throws IOException {
    Path base = new Path(directory.toString());
    List<KeyedStateHandle> handles = new ArrayList<>();
    try (SegmentWriter segment = new SegmentWriter(base, "w-0.segment", inlineBelowBytes)) {
      for (int subtask = 0; subtask < parallelism; subtask++) {
        KeyedStateBackend<Integer> backend = backend(subtask, parallelism);
        fill(backend, keys);
        try (PendingKeyedState pending =
            KeyedStateFiles.snapshot(backend, 1, CheckpointKind.CHECKPOINT, false)) {
          handles.add(pending.write(new SegmentFiles(segment, segment)));
        }
      }
    }
    return handles;
  }

  private static void fill(KeyedStateBackend<Integer> backend, int keys) throws IOException {
    ValueState<Long> state = backend.getState(VALUE);
    for (int key = 0; key < keys; key++) {
      if (isOf(backend, key)) {
        backend.setCurrentKey(key);
        state.update(key * 3L);
      }
    }
  }

  private static boolean isOf(KeyedStateBackend<Integer> backend, Integer key) {
    return backend.keyGroups().contains(KeyGroups.groupOf(key.hashCode(), GROUPS));
  }

  @Test
  void shouldRestoreWithAnotherParallelism() throws Exception {
    for (int inlineBelowBytes : new int[] {0, 1 << 20}) {
      List<KeyedStateHandle> handles = write(1000, 3, inlineBelowBytes);
      int found = 0;
      for (int subtask = 0; subtask < 5; subtask++) {
        KeyedStateBackend<Integer> backend = backend(subtask, 5);
        try (BlobReader reader = new BlobReader(new Path(directory.toString()))) {
          KeyedStateFiles.restore(backend, handles, reader, getClass().getClassLoader());
        }
        ValueState<Long> state = backend.getState(VALUE);
        for (int key = 0; key < 1000; key++) {
          if (isOf(backend, key)) {
            backend.setCurrentKey(key);
            assertEquals(key * 3L, state.value());
            found++;
          }
        }
      }
      assertEquals(1000, found);
      java.nio.file.Files.deleteIfExists(directory.resolve("w-0.segment"));
    }
  }

  @Test
  void shouldLeaveOutWhatIsEmpty() throws IOException {
    assertNull(write(0, 1, 0).get(0));
    assertEquals(1, write(1, 1, 0).get(0).parts().size());
  }

  @Test
  void whenAnotherStoreWroteItThenTheFailureSaysSo() throws IOException {
    KeyedStateHandle handle = write(1, 1, 100).get(0);
    KeyedStateHandle foreign =
        new KeyedStateHandle("rocks", handle.keyGroups(), handle.header(), handle.parts());
    try (BlobReader reader = new BlobReader(new Path(directory.toString()))) {
      FlyshuttleException failure =
          assertThrows(
              FlyshuttleException.class,
              () ->
                  KeyedStateFiles.restore(
                      backend(0, 1), List.of(foreign), reader, getClass().getClassLoader()));
      assertEquals(ErrorCode.STATE_NOT_RESTORABLE, failure.code());
      assertTrue(failure.getMessage().contains("\"rocks\""), failure.getMessage());
    }
  }
}
