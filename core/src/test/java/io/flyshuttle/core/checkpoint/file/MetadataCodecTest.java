// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.state.KeyGroupRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetadataCodecTest {
  private static final OperatorID OPERATOR = new OperatorID(3, -4);

  @TempDir java.nio.file.Path directory;

  private static CheckpointMetadata metadata() {
    StateBlob inline = SegmentWriter.inline(new byte[] {1, 2, 3});
    StateBlob inFile = new StateBlob(null, "chk-7/w-0.segment", 1L << 40, 300, -5);
    StateBlob shared = new StateBlob(null, "shared/3-w-0.segment", 0, 1, 9);
    KeyedStateHandle keyed =
        new KeyedStateHandle(
            KeyedStateHandle.CANONICAL,
            new KeyGroupRange(0, 64),
            inline,
            List.of(
                new KeyedStatePart(new KeyGroupRange(5, 6), List.of(inFile)),
                new KeyedStatePart(new KeyGroupRange(6, 64), List.of(shared, inFile))));
    return new CheckpointMetadata(
        7,
        1_700_000_000_000L,
        CheckpointKind.SAVEPOINT_AND_STOP,
        new JobID(11, 12),
        "Zählung",
        List.of(
            new CheckpointMetadata.OperatorState(
                OPERATOR,
                "uid",
                "name",
                2,
                128,
                Arrays.asList(new OperatorSnapshot(OPERATOR, keyed, inline, true), null),
                List.of(1))),
        List.of(
            new EdgeInFlight(
                OPERATOR,
                "late",
                new OperatorID(5, 6),
                1,
                2,
                "from \"name\" to \"other\"",
                2,
                3,
                List.of(
                    new EdgeInFlight.Channel(0, 2, inFile, null),
                    new EdgeInFlight.Channel(1, 0, inline, inFile)))));
  }

  @Test
  void shouldReadWhatItWrote() {
    byte[] bytes = MetadataCodec.toBytes(metadata());
    CheckpointMetadata read = MetadataCodec.fromBytes(bytes, "here");
    assertArrayEquals(bytes, MetadataCodec.toBytes(read));
    assertEquals(7, read.checkpointId());
    assertEquals("Zählung", read.jobName());
    assertEquals(metadata().job(), read.job());
    assertEquals(CheckpointKind.SAVEPOINT_AND_STOP, read.kind());
    CheckpointMetadata.OperatorState operator = read.operators().get(0);
    assertEquals(OPERATOR, operator.operator());
    assertNull(operator.subtasks().get(1));
    OperatorSnapshot subtask = operator.subtasks().get(0);
    assertArrayEquals(new byte[] {1, 2, 3}, subtask.operatorState().inline());
    assertEquals(
        metadata().operators().get(0).subtasks().get(0).keyed().parts(), subtask.keyed().parts());
    EdgeInFlight edge = read.inFlight().get(0);
    assertEquals(metadata().inFlight().get(0).channels().get(0), edge.channels().get(0));
    assertEquals(303, edge.channels().get(1).length());
    assertEquals(List.of(OPERATOR, new OperatorID(5, 6)), List.of(edge.source(), edge.target()));
    assertEquals("late", edge.sideOutput());
    assertEquals(
        List.of(1, 2, 2, 3),
        List.of(edge.input(), edge.ordinal(), edge.producers(), edge.consumers()));
    assertEquals(Set.of("chk-7/w-0.segment", "shared/3-w-0.segment"), read.files());
  }

  @Test
  void whenAnyByteIsFlippedThenItIsFound() {
    byte[] bytes = MetadataCodec.toBytes(metadata());
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x10;
      assertCode(ErrorCode.CHECKPOINT_DAMAGED, changed);
    }
  }

  @Test
  void whenCutShortThenItIsFound() {
    byte[] bytes = MetadataCodec.toBytes(metadata());
    for (int length : new int[] {0, bytes.length / 2, bytes.length - 1, 30}) {
      assertCode(ErrorCode.CHECKPOINT_DAMAGED, Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void shouldTellOtherFilesAndNewerVersions() {
    assertCode(ErrorCode.CHECKPOINT_NOT_FOUND, "a text that is no checkpoint at all".getBytes());
    byte[] newer = MetadataCodec.toBytes(metadata());
    ByteBuffer buffer = ByteBuffer.wrap(newer);
    buffer.putInt(Long.BYTES, 3);
    CRC32C checksum = new CRC32C();
    checksum.update(newer, 0, newer.length - 8);
    buffer.putInt(newer.length - 8, (int) checksum.getValue());
    FlyshuttleException failure = assertCode(ErrorCode.STATE_NOT_RESTORABLE, newer);
    assertTrue(failure.getMessage().contains("version 3"), failure.getMessage());
  }

  @Test
  void shouldReadFromTheDirectoryOrTheFile() throws IOException {
    Files.write(directory.resolve("_metadata"), MetadataCodec.toBytes(metadata()));
    Path path = new Path(directory.toString());
    assertEquals(7, MetadataCodec.read(path).checkpointId());
    assertEquals(7, MetadataCodec.read(new Path(path, "_metadata")).checkpointId());
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class, () -> MetadataCodec.read(new Path(path, "nothing")));
    assertEquals(ErrorCode.CHECKPOINT_NOT_FOUND, failure.code());
    assertTrue(failure.getMessage().contains("nothing"), failure.getMessage());
  }

  private static FlyshuttleException assertCode(ErrorCode code, byte[] bytes) {
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> MetadataCodec.fromBytes(bytes, "here"));
    assertEquals(code, failure.code(), failure.getMessage());
    return failure;
  }
}
