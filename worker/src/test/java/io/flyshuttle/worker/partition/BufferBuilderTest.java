// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import org.junit.jupiter.api.Test;

class BufferBuilderTest {

  @Test
  void whenFinishedBetweenTwoLooksThenAReaderGetsWholeElementsFirst() {
    BufferBuilder builder = new BufferBuilder(Buffer.unpooled(new byte[32]), 0);
    BufferBuilder.Reader reader = new BufferBuilder.Reader(builder);
    builder.commit(10);
    boolean finished = reader.isFinished();
    // an element of which six bytes fit
    builder.commit(20);
    builder.finish(20, 26);

    assertFalse(finished);
    assertTrue(reader.hasUnread(finished));
    BufferSlice whole = reader.next(finished, false);
    assertEquals(20, whole.length());
    assertEquals(20, whole.bodyEnd());

    assertTrue(reader.isFinished());
    assertTrue(reader.hasUnread(true));
    BufferSlice rest = reader.next(true, false);
    assertEquals(20, rest.offset());
    assertEquals(6, rest.length());
    assertEquals(0, rest.bodyEnd());
    assertFalse(reader.hasUnread(true));
  }

  @Test
  void whenOnlyTheStartOfAnElementIsLeftThenItIsNotReadBeforeTheEndIsSeen() {
    BufferBuilder builder = new BufferBuilder(Buffer.unpooled(new byte[32]), 0);
    BufferBuilder.Reader reader = new BufferBuilder.Reader(builder);
    builder.commit(10);
    reader.next(false, false);
    boolean finished = reader.isFinished();
    builder.finish(10, 32);

    assertFalse(reader.hasUnread(finished));
    assertTrue(reader.hasUnread(reader.isFinished()));
  }
}
