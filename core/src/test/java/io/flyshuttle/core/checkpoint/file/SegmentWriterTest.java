// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentWriterTest {

  @TempDir java.nio.file.Path directory;
  private Path base;

  @BeforeEach
  void setBase() {
    base = new Path(directory.toString());
  }

  private static byte[] random(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void shouldKeepSmallPiecesOutOfFiles() throws IOException {
    SegmentWriter segment = new SegmentWriter(base, "chk-1/w-0.segment", 100);
    StateBlob blob = segment.write(out -> out.write(random(99, 1)));
    List<StateBlob> both =
        segment.writeAll(List.of(out -> out.writeInt(7), out -> out.write(random(95, 2))));
    segment.close();
    assertTrue(blob.isInline());
    assertTrue(both.get(0).isInline() && both.get(1).isInline());
    assertFalse(segment.hasFile());
    assertFalse(Files.exists(directory.resolve("chk-1")));
    try (BlobReader reader = new BlobReader(base)) {
      assertArrayEquals(random(99, 1), reader.bytes(blob));
      assertEquals(7, (int) reader.<Integer>read(both.get(0), in -> in.readInt()));
    }
  }

  @Test
  void shouldAppendPiecesOfManySizes() throws IOException {
    SegmentWriter segment = new SegmentWriter(base, "w-0.segment", 100);
    int large = (8 << 20) + 12345;
    StateBlob first = segment.write(out -> out.write(random(100, 1)));
    List<StateBlob> both =
        segment.writeAll(List.of(out -> out.writeInt(7), out -> out.write(random(large, 2))));
    StateBlob empty = segment.writeAll(List.of(out -> {}, out -> out.write(random(200, 3)))).get(0);
    segment.close();
    assertEquals(Files.size(directory.resolve("w-0.segment")), segment.bytesWritten());
    try (BlobReader reader = new BlobReader(base)) {
      assertArrayEquals(random(100, 1), reader.bytes(first));
      assertEquals(7, (int) reader.<Integer>read(both.get(0), in -> in.readInt()));
      byte[] read = new byte[large];
      reader.read(
          both.get(1),
          in -> {
            in.readFully(read);
            return null;
          });
      assertArrayEquals(random(large, 2), read);
      assertEquals(0, reader.bytes(empty).length);
    }
    segment.discard();
    assertFalse(Files.exists(directory.resolve("w-0.segment")));
  }

  @Test
  void whenTasksWriteAtTheSameTimeThenEachPieceIsWhole() throws Exception {
    SegmentWriter segment = new SegmentWriter(base, "w-0.segment", 0);
    int tasks = 4;
    int pieces = 6;
    ExecutorService threads = Executors.newFixedThreadPool(tasks);
    try {
      List<Future<List<StateBlob>>> written = new ArrayList<>();
      CyclicBarrier together = new CyclicBarrier(tasks);
      for (int task = 0; task < tasks; task++) {
        int seed = task * pieces;
        written.add(
            threads.submit(
                () -> {
                  together.await();
                  List<BlobContent> contents = new ArrayList<>();
                  for (int i = 0; i < pieces; i++) {
                    byte[] bytes = random(length(seed + i), seed + i);
                    contents.add(out -> inParts(bytes, out));
                  }
                  return segment.writeAll(contents);
                }));
      }
      List<StateBlob> blobs = new ArrayList<>();
      for (Future<List<StateBlob>> future : written) {
        blobs.addAll(future.get());
      }
      segment.close();
      assertEquals(blobs.stream().mapToLong(StateBlob::length).sum(), segment.bytesWritten());
      try (BlobReader reader = new BlobReader(base)) {
        for (int i = 0; i < blobs.size(); i++) {
          byte[] read = new byte[length(i)];
          assertEquals(read.length, blobs.get(i).length());
          reader.read(
              blobs.get(i),
              in -> {
                in.readFully(read);
                return null;
              });
          assertArrayEquals(random(read.length, i), read);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every fifth is more than is kept in memory. */
  private static int length(int piece) {
    return piece % 5 == 4 ? (9 << 20) + piece : 50_000 * (piece % 5) + piece;
  }

  private static void inParts(byte[] bytes, DataOutputView out) throws IOException {
    for (int from = 0; from < bytes.length; from += 1000) {
      out.write(bytes, from, Math.min(1000, bytes.length - from));
    }
  }

  @Test
  void whenAPieceFailsThenOthersCanStillBeWritten() throws IOException {
    SegmentWriter segment = new SegmentWriter(base, "w-0.segment", 0);
    assertThrows(
        IllegalStateException.class,
        () ->
            segment.write(
                out -> {
                  inParts(random(9 << 20, 1), out);
                  throw new IllegalStateException("the serializer fails");
                }));
    StateBlob blob = segment.write(out -> out.write(random(5000, 2)));
    segment.close();
    try (BlobReader reader = new BlobReader(base)) {
      assertArrayEquals(random(5000, 2), reader.bytes(blob));
    }
  }

  @Test
  void whenTheFileIsChangedCutOrGoneThenTheFailureNamesIt() throws IOException {
    int large = (8 << 20) + 1;
    SegmentWriter segment = new SegmentWriter(base, "w-0.segment", 0);
    List<StateBlob> blobs =
        segment.writeAll(
            List.of(out -> out.write(random(5000, 1)), out -> out.write(random(large, 2))));
    segment.close();
    java.nio.file.Path file = directory.resolve("w-0.segment");
    byte[] content = Files.readAllBytes(file);
    for (StateBlob blob : blobs) {
      byte[] changed = content.clone();
      changed[(int) (blob.offset() + blob.length() - 1)] ^= 1;
      Files.write(file, changed);
      assertDamaged(blob);
      Files.write(file, java.util.Arrays.copyOf(content, (int) blob.offset() + 100));
      assertDamaged(blob);
      Files.write(file, new byte[0]);
      assertDamaged(blob);
    }
    Files.delete(file);
    assertDamaged(blobs.get(0));
  }

  private void assertDamaged(StateBlob blob) throws IOException {
    try (BlobReader reader = new BlobReader(base)) {
      FlyshuttleException failure =
          assertThrows(FlyshuttleException.class, () -> reader.read(blob, in -> in.readLong()));
      assertEquals(ErrorCode.CHECKPOINT_DAMAGED, failure.code());
      assertTrue(failure.getMessage().contains("w-0.segment"), failure.getMessage());
    }
  }

  @Test
  void whenAPieceCannotBeWrittenThenTheOthersAreNotAffected() throws IOException {
    SegmentWriter segment = new SegmentWriter(base, "w-0.segment", 0);
    assertThrows(
        IllegalStateException.class,
        () ->
            segment.write(
                out -> {
                  out.write(random(100_000, 1));
                  throw new IllegalStateException("not serializable");
                }));
    StateBlob blob = segment.write(out -> out.write(random(1000, 2)));
    segment.close();
    assertThrows(IOException.class, () -> segment.write(out -> out.writeInt(1)));
    try (BlobReader reader = new BlobReader(base)) {
      assertArrayEquals(random(1000, 2), reader.bytes(blob));
    }
  }
}
