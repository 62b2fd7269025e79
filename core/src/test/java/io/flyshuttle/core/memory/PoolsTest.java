// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PoolsTest {

  private static final long MEGABYTE = 1 << 20;

  @Test
  void shouldLendOnlyWhatWasPromised() {
    SegmentPool pool = new SegmentPool(10 * 4096, 4096, false, false);
    SegmentPool.Share first = pool.share(6 * 4096, "first");
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> pool.share(5 * 4096, "second"));
    assertEquals(ErrorCode.NOT_ENOUGH_MANAGED_MEMORY, refused.code());
    assertTrue(refused.getMessage().startsWith("second needs 20480 bytes"), refused::getMessage);
    assertTrue(refused.getMessage().contains("16384"), refused::getMessage);

    assertEquals(0, pool.allocatedSegments(), "nothing is allocated before it is asked for");
    List<MemorySegment> segments = first.allocate(6);
    assertNull(first.tryAllocate());
    assertEquals(List.of(), first.tryAllocate(1));
    assertEquals(
        ErrorCode.NOT_ENOUGH_MANAGED_MEMORY,
        assertThrows(FlyshuttleException.class, () -> first.allocate(1)).code());
    first.release(segments.subList(0, 4));
    assertEquals(4, first.availableSegments());
    assertEquals(2, first.close(), "what was not given back is reported");
    assertEquals(0, pool.lentSegments());
    assertEquals(0, pool.reservedSegments());
    assertEquals(0, pool.allocatedSegments(), "unused memory goes back to the heap");
  }

  @Test
  void shouldGiveTheLeastThatIsNeededBeyondThePool() {
    SegmentPool pool = new SegmentPool(2 * 4096, 4096, false, false);
    SegmentPool.Share all = pool.share(2 * 4096, 3, "first");
    SegmentPool.Share none = pool.share(0, 3, "second");
    assertEquals(3, all.totalSegments());
    assertEquals(2, pool.reservedSegments());
    List<MemorySegment> segments = all.allocate(3);
    none.release(none.allocate(3));
    assertEquals(3, pool.allocatedSegments(), "what is beyond the pool is not kept");
    all.release(segments);
    assertEquals(2, pool.allocatedSegments());
    assertEquals(0, all.close() + none.close());
    assertEquals(0, pool.reservedSegments());
  }

  @Test
  void shouldKeepPreallocatedMemory() {
    SegmentPool pool = new SegmentPool(4 * 4096, 4096, true, true);
    assertEquals(4, pool.allocatedSegments());
    SegmentPool.Share share = pool.share(4 * 4096, "one");
    MemorySegment segment = share.tryAllocate();
    assertTrue(segment.isOffHeap());
    share.release(segment);
    share.close();
    assertEquals(4, pool.allocatedSegments());
  }

  @Test
  void shouldUseDirectoriesInTurnAndCleanUp(@TempDir Path root) throws IOException {
    LocalSpillDirectories worker =
        new LocalSpillDirectories(List.of(root.resolve("a"), root.resolve("b")));
    LocalSpillDirectories task = worker.child("task");
    Set<Path> parents = new HashSet<>();
    Set<Path> files = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      Path file = task.newFile("run");
      Files.writeString(file, "x");
      parents.add(file.getParent());
      files.add(file);
    }
    assertEquals(2, parents.size());
    assertEquals(6, files.size());
    task.delete();
    parents.forEach(parent -> assertFalse(Files.exists(parent)));
    task.delete();
  }

  @Test
  void shouldPassOverADirectoryThatCannotBeUsed(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("file"), "not a directory");
    LocalSpillDirectories both =
        new LocalSpillDirectories(List.of(root.resolve("file"), root.resolve("good")));
    for (int i = 0; i < 4; i++) {
      assertEquals(root.resolve("good"), both.newFile("run").getParent());
    }
  }

  @Test
  void shouldDivideAContainerSoThatThePartsAddUp() {
    for (int megabytes : new int[] {320, 512, 1024, 2048, 4048, 16384, 65536}) {
      WorkerMemory memory = WorkerMemory.ofContainer(megabytes, WorkerMemory.Settings.defaults());
      long sum =
          memory.jvmBytes()
              + memory.metaspaceBytes()
              + memory.codeBytes()
              + memory.directBytes()
              + memory.nativeBytes();
      assertEquals(megabytes * MEGABYTE, sum);
      assertEquals(
          memory.jvmBytes(), memory.networkBytes() + memory.managedBytes() + memory.userBytes());
      assertTrue(memory.heapBytes() + memory.maxDirectBytes() < memory.containerBytes());
      assertTrue(memory.networkBytes() >= 64 * MEGABYTE);
      assertTrue(memory.networkBytes() <= 1024 * MEGABYTE);
      assertEquals(
          0.7 * (memory.jvmBytes() - memory.networkBytes()), memory.managedBytes(), 32 << 10);
      assertTrue(memory.jvmFlags().contains("-Xmx" + memory.heapBytes() / 1024 + "k"));
    }
  }

  @Test
  void shouldHaveTheOldDefaults() {
    WorkerMemory small = WorkerMemory.ofContainer(512, WorkerMemory.Settings.defaults());
    assertEquals(32 << 10, small.segmentSize());
    assertEquals(2048, small.networkBytes() / small.segmentSize());
  }

  @Test
  void shouldRefuseAContainerThatIsTooSmall() {
    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class,
            () -> WorkerMemory.ofContainer(256, WorkerMemory.Settings.defaults()));
    assertEquals(ErrorCode.INVALID_OPTION, refused.code());
    String advice = refused.getMessage().replaceAll(".*at least (\\d+) MB$", "$1");
    WorkerMemory.ofContainer(Long.parseLong(advice), WorkerMemory.Settings.defaults());
  }

  @Test
  void shouldMakeTheContainerAsLargeAsAJvmOfTheWantedSizeNeeds() {
    for (int megabytes : new int[] {100, 512, 2048, 20000}) {
      WorkerMemory.Settings settings =
          new WorkerMemory.Settings(
              -1,
              0.7,
              false,
              false,
              0.1,
              64 * MEGABYTE,
              1024 * MEGABYTE,
              0,
              32768,
              megabytes * MEGABYTE);
      int container = WorkerMemory.containerMegabytes(settings);
      WorkerMemory memory = WorkerMemory.ofContainer(container, settings);
      assertTrue(memory.jvmFlags().contains("-Xmx" + megabytes * 1024 + "k"), "" + megabytes);
      assertEquals(megabytes * MEGABYTE, memory.jvmBytes());
      assertEquals(
          container * MEGABYTE,
          memory.jvmBytes()
              + memory.metaspaceBytes()
              + memory.codeBytes()
              + memory.directBytes()
              + memory.nativeBytes());
      assertEquals(
          0.7 * (memory.jvmBytes() - memory.networkBytes()), memory.managedBytes(), 32 << 10);
      // YARN rounds up: the JVM stays as it is
      WorkerMemory rounded = WorkerMemory.ofContainer(container + 200, settings);
      assertEquals(memory.heapBytes(), rounded.heapBytes());
    }
  }

  @Test
  void shouldTakeManagedMemoryOutOfTheHeapIfAsked() {
    WorkerMemory memory =
        WorkerMemory.ofContainer(
            2048,
            new WorkerMemory.Settings(
                512 * MEGABYTE, 0.7, true, false, 0.1, 64 * MEGABYTE, 64 * MEGABYTE, 0, 32768, -1));
    assertEquals(512 * MEGABYTE, memory.managedBytes());
    assertEquals(memory.jvmBytes() - 512 * MEGABYTE, memory.heapBytes());
    assertEquals(memory.directBytes() + 512 * MEGABYTE, memory.maxDirectBytes());
  }
}
