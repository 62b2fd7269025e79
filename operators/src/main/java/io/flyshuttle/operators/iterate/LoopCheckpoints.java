// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.memory.DataInputViewStreamWrapper;
import io.flyshuttle.core.memory.DataOutputViewStreamWrapper;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * What a loop writes after every so many supersteps, so that a restart goes on from there. All
 * subtasks write a file each, then the first makes the mark that says that the files are complete,
 * and deletes older ones. Used by one thread.
 *
 * <pre>
 * (checkpoint directory)/(job)/loop-(id)/superstep-12/subtask-0   records, their number, CRC-32
 *                                                     subtask-1
 *                                                     _complete
 * </pre>
 */
final class LoopCheckpoints {
  private static final String MARK = "_complete";
  private static final String PREFIX = "superstep-";
  private static final int BUFFER_BYTES = 1 << 16;

  private final LoopBody.Checkpoints settings;
  private final Path directory;
  private final int subtask;

  LoopCheckpoints(LoopBody.Checkpoints settings, JobID job, int subtask) {
    this.settings = settings;
    this.subtask = subtask;
    this.directory =
        new Path(
            CheckpointLayout.jobDirectory(new Path(settings.directory()), job),
            "loop-" + settings.loopId());
  }

  /** Whether one is written after a superstep. */
  boolean isDue(int superstep) {
    return superstep % settings.everySupersteps() == 0;
  }

  private Path superstepDirectory(int superstep) {
    return new Path(directory, PREFIX + superstep);
  }

  private Path file(int superstep) {
    return new Path(superstepDirectory(superstep), "subtask-" + subtask);
  }

  /** The last superstep of which there is all; 0 if there is none. */
  int lastComplete() throws IOException {
    FileSystem files = directory.getFileSystem();
    int last = 0;
    for (int superstep : superstepsIn(files)) {
      if (files.exists(new Path(superstepDirectory(superstep), MARK))) {
        last = Math.max(last, superstep);
      }
    }
    return last;
  }

  private List<Integer> superstepsIn(FileSystem files) throws IOException {
    List<Integer> found = new ArrayList<>();
    if (!files.exists(directory)) {
      return found;
    }
    FileStatus[] entries = files.listStatus(directory);
    for (FileStatus entry : entries == null ? new FileStatus[0] : entries) {
      String name = entry.getPath().getName();
      if (name.startsWith(PREFIX)) {
        found.add(Integer.parseInt(name.substring(PREFIX.length())));
      }
    }
    return found;
  }

  /** Says that the files of all subtasks are there, and drops what is older. First subtask. */
  void complete(int superstep) throws IOException {
    FileSystem files = directory.getFileSystem();
    Path mark = new Path(superstepDirectory(superstep), MARK);
    files.create(mark, FileSystem.WriteMode.OVERWRITE).close();
    for (int other : superstepsIn(files)) {
      if (other < superstep) {
        files.delete(superstepDirectory(other), true);
      }
    }
  }

  /** The loop has ended. First subtask. */
  void deleteAll() throws IOException {
    FileSystem files = directory.getFileSystem();
    if (files.exists(directory)) {
      files.delete(directory, true);
    }
  }

  /** Writes records to a file of this subtask. */
  Writer write(int superstep) throws IOException {
    return new Writer(superstep);
  }

  /** Reads the file of this subtask. */
  Reader read(int superstep) throws IOException {
    return new Reader(superstep);
  }

  /** One file being written: sections of records, each after a byte that says that one follows. */
  final class Writer implements AutoCloseable {
    private final FSDataOutputStream stream;
    private final CheckedOutputStream checked;
    private final DataOutputViewStreamWrapper out;

    private Writer(int superstep) throws IOException {
      Path path = file(superstep);
      FileSystem files = path.getFileSystem();
      files.mkdirs(superstepDirectory(superstep));
      stream = files.create(path, FileSystem.WriteMode.OVERWRITE);
      checked =
          new CheckedOutputStream(new BufferedOutputStream(stream, BUFFER_BYTES), new CRC32());
      out = new DataOutputViewStreamWrapper(checked);
    }

    void bytes(byte[] bytes) throws IOException {
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    void record(Object record, TypeSerializer<Object> serializer) throws IOException {
      out.writeBoolean(true);
      serializer.serialize(record, out);
    }

    void endSection() throws IOException {
      out.writeBoolean(false);
    }

    /** Makes the file durable. */
    void finish() throws IOException {
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      stream.sync();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** One file being read. */
  final class Reader implements AutoCloseable {
    private final Path path;
    private final CheckedInputStream checked;
    private final DataInputViewStreamWrapper in;

    private Reader(int superstep) throws IOException {
      path = file(superstep);
      FSDataInputStream stream = path.getFileSystem().open(path);
      checked = new CheckedInputStream(new BufferedInputStream(stream, BUFFER_BYTES), new CRC32());
      in = new DataInputViewStreamWrapper(checked);
    }

    byte[] bytes() throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return bytes;
    }

    /** The next record of the section; null at its end. */
    Object record(TypeSerializer<Object> serializer) throws IOException {
      return in.readBoolean() ? serializer.deserialize(in) : null;
    }

    void endSection() throws IOException {
      if (in.readBoolean()) {
        throw new IOException("the file " + path + " has more records than were expected");
      }
    }

    /** Compares the check sum. */
    void finish() throws IOException {
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw new FlyshuttleException(
            ErrorCode.CHECKPOINT_DAMAGED,
            "the file " + path + " of a loop's checkpoint is damaged: its check sum is wrong");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
