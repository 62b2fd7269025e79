// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.memory.SpillFile;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.LocalBufferPool;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition that is written whole to a local file, compressed, and then read as often as wanted,
 * until it is released by a message. The file holds the blocks of all channels in the order they
 * were filled; an index in memory knows which are whose.
 */
public final class BlockingPartition implements ResultPartition {
  private static final Logger LOG = LoggerFactory.getLogger(BlockingPartition.class);

  /** A buffer's content in the file. */
  private record Block(long position, int encodedLength, int head, int bodyEnd) {}

  private final PartitionID id;
  private final LocalBufferPool pool;
  private final SpillFile file;
  private final List<List<Block>> index = new ArrayList<>();
  private final Runnable onReleased;
  private volatile boolean finished;
  private volatile boolean released;

  /** Creates the file in the next of {@code directories}. */
  public BlockingPartition(
      PartitionID id,
      int channels,
      LocalBufferPool pool,
      SpillDirectories directories,
      Runnable onReleased)
      throws IOException {
    this.id = id;
    this.pool = pool;
    this.onReleased = onReleased;
    this.file = SpillFile.create(directories, fileName(id));
    for (int i = 0; i < channels; i++) {
      index.add(new ArrayList<>());
    }
  }

  /** All results of a worker lie in one directory, whichever task they are of. */
  private static String fileName(PartitionID id) {
    AttemptID producer = id.producer();
    return String.format(
        "result-%s-%d-%d-%d-%d",
        producer.job(), producer.vertex(), producer.subtask(), producer.attempt(), id.edge());
  }

  @Override
  public PartitionID id() {
    return id;
  }

  @Override
  public int channels() {
    return index.size();
  }

  @Override
  public int bufferSize() {
    return pool.bufferSize();
  }

  @Override
  public Buffer takeBuffer() {
    return pool.take();
  }

  /** Bytes on disk so far. */
  public long fileBytes() {
    return file.length();
  }

  /** Bytes on disk of each channel; what goes to all channels is counted for each. */
  public List<Long> channelBytes() {
    List<Long> bytes = new ArrayList<>(index.size());
    for (List<Block> blocks : index) {
      long sum = 0;
      for (Block block : blocks) {
        sum += block.encodedLength;
      }
      bytes.add(sum);
    }
    return bytes;
  }

  @Override
  public long waitedNanos() {
    return 0;
  }

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public void opened(int channel, BufferBuilder builder) {}

  @Override
  public void filled(int channel, BufferBuilder builder) throws IOException {
    long position = file.append(builder.array(), 0, builder.length());
    Block block =
        new Block(position, (int) (file.length() - position), builder.head(), builder.bodyEnd());
    builder.buffer().release();
    if (channel == ALL_CHANNELS) {
      for (List<Block> blocks : index) {
        blocks.add(block);
      }
    } else {
      index.get(channel).add(block);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void flushIdle() {}

  @Override
  public void flush(int channel) {}

  @Override
  public void finish() {
    pool.close();
    finished = true;
  }

  @Override
  public void fail(FlyshuttleException cause) {
    release();
  }

  @Override
  public SubpartitionView openView(int channel, int end, Runnable available) {
    if (!finished) {
      throw new FlyshuttleException(
          ErrorCode.PARTITION_LOST, "the blocking result " + id + " is not complete yet");
    }
    available.run();
    if (end == channel + 1) {
      return new View(this, index.get(channel));
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = channel; i < end; i++) {
      blocks.addAll(index.get(i));
    }
    return new View(this, blocks);
  }

  @Override
  public void release() {
    synchronized (this) {
      if (released) {
        return;
      }
      released = true;
    }
    pool.close();
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("Could not delete {}, the file of a result that is not needed any more", file, e);
    }
    onReleased.run();
  }

  @Override
  public boolean isReleased() {
    return released;
  }

  private static final class View implements SubpartitionView {
    private final BlockingPartition partition;
    private final List<Block> blocks;
    private SpillFile.BlockReader reader;
    private int next;
    private boolean endSent;

    View(BlockingPartition partition, List<Block> blocks) {
      this.partition = partition;
      this.blocks = blocks;
    }

    @Override
    public BufferSlice poll() throws IOException {
      if (next == blocks.size()) {
        if (endSent) {
          return null;
        }
        endSent = true;
        return new BufferSlice(Buffer.unpooled(new byte[0]), 0, 0, 0, 0, true);
      }
      if (partition.released) {
        throw new FlyshuttleException(
            ErrorCode.PARTITION_LOST, "the result " + partition.id + " was released");
      }
      Block block = blocks.get(next++);
      byte[] bytes = read(block);
      endSent = next == blocks.size();
      return new BufferSlice(
          Buffer.unpooled(bytes), 0, bytes.length, block.head, block.bodyEnd, endSent);
    }

    /** What cannot be read is as good as lost: the producer can make it again. */
    private byte[] read(Block block) throws ClosedByInterruptException {
      try {
        if (reader == null) {
          reader = partition.file.blockReader();
        }
        return reader.read(block.position, block.encodedLength);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        throw lost(e);
      } catch (FlyshuttleException e) {
        throw e.code() == ErrorCode.SPILL_FILE_DAMAGED ? lost(e) : e;
      }
    }

    private FlyshuttleException lost(Exception cause) {
      return new FlyshuttleException(
          ErrorCode.PARTITION_LOST,
          "the result " + partition.id + " cannot be read: " + cause.getMessage(),
          cause);
    }

    @Override
    public int backlog() {
      return blocks.size() - next;
    }

    @Override
    public void reply(byte[] message) {
      throw new FlyshuttleException(
          ErrorCode.PROTOCOL_VIOLATION, "a blocking result takes no replies of its readers");
    }

    @Override
    public boolean readsDisk() {
      return true;
    }

    @Override
    public void close() {
      next = blocks.size();
      endSent = true;
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }
}
