// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.memory.LocalSpillDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalSegmentsTest {
  private static final int LARGE = (8 << 20) + 77;

  @TempDir java.nio.file.Path directory;
  private Path base;
  private java.nio.file.Path local;
  private LocalSegments copies;

  @BeforeEach
  void make() {
    base = new Path(directory.resolve("base").toUri().toString());
    local = directory.resolve("local");
    copies = new LocalSegments(new LocalSpillDirectories(List.of(local)), 0);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private List<StateBlob> write(String name, int... lengths) throws IOException {
    try (SegmentWriter segment = new SegmentWriter(base, name, 0, copies)) {
      return segment.writeAll(
          java.util.Arrays.stream(lengths)
              .mapToObj(length -> (BlobContent) out -> out.write(random(length)))
              .toList());
    }
  }

  private byte[] readAll(BlobReader reader, StateBlob blob) throws IOException {
    return reader.read(
        blob,
        in -> {
          byte[] bytes = new byte[(int) blob.length()];
          in.readFully(bytes);
          return bytes;
        });
  }

  private List<java.nio.file.Path> files() throws IOException {
    if (!Files.exists(local)) {
      return List.of();
    }
    try (Stream<java.nio.file.Path> all = Files.walk(local)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void shouldReadTheCopyAndNotTheFile() throws IOException {
    String name = CheckpointLayout.ownSegment(3, "w", 0);
    List<StateBlob> blobs = write(name, 1000, LARGE);
    Files.delete(java.nio.file.Path.of(base.toUri()).resolve(name));
    try (BlobReader reader = new BlobReader(base, copies)) {
      assertArrayEquals(random(1000), readAll(reader, blobs.get(0)));
      assertArrayEquals(random(LARGE), readAll(reader, blobs.get(1)));
      assertEquals(1000 + LARGE, reader.localBytes());
      assertEquals(0, reader.otherBytes());
    }
  }

  @Test
  void whenACopyIsChangedCutOrGoneThenTheFileIsReadAndTheCopyDropped() throws IOException {
    for (int how = 0; how < 3; how++) {
      for (int length : new int[] {5000, LARGE}) {
        String name = CheckpointLayout.ownSegment(how, "w", length);
        StateBlob blob = write(name, length).get(0);
        java.nio.file.Path copy = copies.find(name).orElseThrow();
        byte[] content = Files.readAllBytes(copy);
        if (how == 0) {
          content[length - 1] ^= 1;
          Files.write(copy, content);
        } else if (how == 1) {
          Files.write(copy, java.util.Arrays.copyOf(content, length - 1));
        } else {
          Files.delete(copy);
        }
        try (BlobReader reader = new BlobReader(base, copies)) {
          assertArrayEquals(random(length), readAll(reader, blob), how + "/" + length);
          assertEquals(0, reader.localBytes());
          assertEquals(length, reader.otherBytes());
        }
        assertTrue(copies.find(name).isEmpty());
        assertFalse(Files.exists(copy));
      }
    }
  }

  @Test
  void shouldKeepOnlyWhatTheNewestCheckpointAndLaterOnesNeed() throws IOException {
    String own1 = CheckpointLayout.ownSegment(1, "w", 0);
    String shared1 = CheckpointLayout.sharedSegment(1, "w-1", 0);
    String unused1 = CheckpointLayout.sharedSegment(1, "w-1", 1);
    String own2 = CheckpointLayout.ownSegment(2, "w", 0);
    String own12 = CheckpointLayout.ownSegment(12, "w", 0);
    for (String name : List.of(own1, shared1, unused1, own2, own12)) {
      write(name, 100);
    }
    copies.needs(1, Set.of(own1, shared1, unused1));
    copies.completed(1);
    assertEquals(5, copies.size());
    copies.needs(2, Set.of(own2, shared1));
    copies.completed(2);
    assertTrue(copies.find(own1).isEmpty());
    assertTrue(copies.find(unused1).isEmpty());
    assertTrue(copies.find(shared1).isPresent());
    assertTrue(copies.find(own12).isPresent(), "of a checkpoint that may yet complete");
    assertEquals(3, files().size());
    copies.aborted(12);
    copies.completed(13);
    assertEquals(0, copies.size());
    assertEquals(List.of(), files());
  }

  @Test
  void whenTheJobHasEndedThenNothingIsLeft() throws IOException {
    write(CheckpointLayout.ownSegment(1, "w", 0), 100);
    copies.delete();
    write(CheckpointLayout.ownSegment(2, "w", 0), 100);
    assertEquals(0, copies.size());
    assertEquals(List.of(), files());
  }

  @Test
  void whenASegmentIsGivenUpThenItsCopyIsToo() throws IOException {
    SegmentWriter open = new SegmentWriter(base, CheckpointLayout.ownSegment(1, "w", 0), 0, copies);
    open.write(out -> out.write(random(100)));
    open.discard();
    SegmentWriter closed =
        new SegmentWriter(base, CheckpointLayout.ownSegment(1, "w", 1), 0, copies);
    closed.write(out -> out.write(random(100)));
    closed.close();
    assertEquals(1, copies.size());
    closed.discard();
    assertEquals(0, copies.size());
    assertEquals(List.of(), files());
  }

  @Test
  void whenTheDiskHasNoRoomThenTheSegmentIsWrittenAllTheSame() throws IOException {
    copies = new LocalSegments(new LocalSpillDirectories(List.of(local)), Long.MAX_VALUE);
    StateBlob blob = write(CheckpointLayout.ownSegment(1, "w", 0), 100).get(0);
    assertEquals(0, copies.size());
    try (BlobReader reader = new BlobReader(base, copies)) {
      assertArrayEquals(random(100), reader.bytes(blob));
    }
    assertEquals(List.of(), files());
  }
}
