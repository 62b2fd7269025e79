// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.NetworkBufferPool;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When readers get what is in buffers that are not full. */
class PipelinedPartitionTest {
  private final NetworkBufferPool buffers = new NetworkBufferPool(1 << 16, 1 << 10);
  private final PipelinedPartition partition =
      new PipelinedPartition(
          new PartitionID(new AttemptID(new JobID(1, 2), 0, 0, 0), 0),
          1,
          buffers.createPool(2, 8, "test"),
          () -> {});
  private final AtomicInteger calls = new AtomicInteger();
  private final SubpartitionView view = partition.openView(0, 1, calls::incrementAndGet);

  private final RecordWriter<Integer> writer =
      new RecordWriter<>(partition, null, IntSerializer.INSTANCE, false);

  private void write() throws IOException {
    writer.emit(7, 1);
  }

  @Test
  void whenTheReaderHasWaitedBetweenTwoFlushesThenItGetsWhatThereIs() throws IOException {
    write();
    assertNull(view.poll());
    partition.flushIdle();
    assertEquals(0, calls.get(), "it may have come a moment ago");
    partition.flushIdle();
    assertEquals(1, calls.get());
    BufferSlice slice = view.poll();
    assertEquals(writer.bytes(), slice.length());
    slice.release();
  }

  @Test
  void whenTheReaderWasCalledSinceThenItIsLeftAlone() throws IOException {
    write();
    assertNull(view.poll());
    partition.flushIdle();
    partition.flush();
    view.poll().release();
    write();
    assertNull(view.poll());
    partition.flushIdle();
    assertEquals(1, calls.get());
    assertNull(view.poll());
    partition.flushIdle();
    assertEquals(2, calls.get());
  }

  @Test
  void whenNothingWasWrittenThenNobodyIsCalled() throws IOException {
    partition.flushIdle();
    partition.flushIdle();
    assertEquals(0, calls.get());
  }
}
