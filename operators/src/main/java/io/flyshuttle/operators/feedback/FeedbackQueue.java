// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.feedback;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.memory.SpillFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Messages that wait for their turn, first in, first out. The first and the last few are in memory,
 * what is between them is on disk, one file a block, deleted when it has been read back. Used by
 * one thread.
 */
final class FeedbackQueue implements Closeable {
  private final SpillDirectories directories;
  private final int blockBytes;
  private final ArrayDeque<byte[]> first = new ArrayDeque<>();
  private final ArrayDeque<SpillFile> blocks = new ArrayDeque<>();
  private final ArrayDeque<byte[]> last = new ArrayDeque<>();
  private int lastBytes;

  /**
   * An empty queue.
   *
   * @param blockBytes about so much is written to disk at once, and at most about twice as much is
   *     in memory
   */
  FeedbackQueue(SpillDirectories directories, int blockBytes) {
    this.directories = directories;
    this.blockBytes = blockBytes;
  }

  void add(byte[] message) throws IOException {
    last.add(message);
    lastBytes += Integer.BYTES + message.length;
    if (lastBytes >= blockBytes) {
      if (first.isEmpty() && blocks.isEmpty()) {
        moveLastToFirst();
      } else {
        spill();
      }
    }
  }

  private void moveLastToFirst() {
    first.addAll(last);
    last.clear();
    lastBytes = 0;
  }

  private void spill() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(lastBytes);
    for (byte[] message : last) {
      out.writeInt(message.length);
      out.write(message);
    }
    SpillFile block = SpillFile.create(directories, "feedback");
    blocks.add(block);
    block.append(out.getSharedBuffer(), 0, out.length());
    last.clear();
    lastBytes = 0;
  }

  /** Takes the first message; null if there is none. */
  byte[] poll() throws IOException {
    if (first.isEmpty()) {
      SpillFile block = blocks.poll();
      if (block == null) {
        moveLastToFirst();
      } else {
        try (block) {
          read(block, first::add);
        }
      }
    }
    return first.poll();
  }

  private static void read(SpillFile block, Consumer<byte[]> consumer) throws IOException {
    SpillFile.Reader reader = block.reader(0, block.length());
    byte[] bytes = new byte[reader.nextLength()];
    reader.next(bytes, 0);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    while (in.available() > 0) {
      byte[] message = new byte[in.readInt()];
      in.readFully(message);
      consumer.accept(message);
    }
  }

  boolean isEmpty() {
    return first.isEmpty() && blocks.isEmpty() && last.isEmpty();
  }

  /** Files on disk. */
  int blocks() {
    return blocks.size();
  }

  /** Shows every message, in order, and leaves it where it is. */
  void forEach(Consumer<byte[]> consumer) throws IOException {
    first.forEach(consumer);
    for (SpillFile block : blocks) {
      read(block, consumer);
    }
    last.forEach(consumer);
  }

  /** Deletes what is on disk. */
  @Override
  public void close() throws IOException {
    for (SpillFile block : blocks) {
      block.close();
    }
    blocks.clear();
  }
}
