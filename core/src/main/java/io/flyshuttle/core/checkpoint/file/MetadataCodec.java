// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The content of a metadata file.
 *
 * <pre>
 *  0        8         12                                    n-8        n-4
 *  +--------+---------+-------------------------------------+----------+----------+
 *  | magic  | version | checkpoint (see the code that writes) | CRC-32C | end mark |
 *  +--------+---------+-------------------------------------+----------+----------+
 * </pre>
 *
 * <p>The checksum is that of all bytes before it. Both ends stay where they are in later versions,
 * so that a damaged file can be told from one of another kind and from a newer one.
 */
public final class MetadataCodec {
  private static final long MAGIC = 0x464C_5953_4854_4350L;
  private static final int END_MARK = 0x5054_4353;
  private static final int VERSION = 2;

  /** Had records in flight by task, and so none that can be read any more. */
  private static final int VERSION_BEFORE_EDGES = 1;

  private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
  private static final int TAIL_BYTES = 2 * Integer.BYTES;

  private MetadataCodec() {}

  /** The content of the metadata file. */
  public static byte[] toBytes(CheckpointMetadata metadata) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(4096);
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      writeBody(metadata, out);
      CRC32C checksum = new CRC32C();
      checksum.update(out.getSharedBuffer(), 0, out.length());
      out.writeInt((int) checksum.getValue());
      out.writeInt(END_MARK);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INTERNAL, "The metadata of a checkpoint could not be written", e);
    }
  }

  /** Writes the content of the metadata file. */
  public static void write(CheckpointMetadata metadata, OutputStream out) throws IOException {
    out.write(toBytes(metadata));
  }

  /**
   * Reads a checkpoint's metadata.
   *
   * @param directoryOrFile the directory with the metadata file, or that file
   * @throws FlyshuttleException with {@link ErrorCode#CHECKPOINT_NOT_FOUND}, {@link
   *     ErrorCode#CHECKPOINT_DAMAGED}, or {@link ErrorCode#STATE_NOT_RESTORABLE} if a newer version
   *     wrote it
   */
  public static CheckpointMetadata read(Path directoryOrFile) throws IOException {
    Path file = CheckpointLayout.metadataFile(directoryOrFile);
    byte[] bytes;
    try (InputStream in = file.getFileSystem().open(file)) {
      bytes = in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.CHECKPOINT_NOT_FOUND,
          "There is no checkpoint or savepoint in "
              + directoryOrFile
              + ": it has no file "
              + CheckpointLayout.METADATA_FILE,
          e);
    }
    return fromBytes(bytes, file.toString());
  }

  /**
   * Reads a checkpoint's metadata.
   *
   * @param in a metadata file, which is read to its end and not closed
   * @param where named in failures
   */
  public static CheckpointMetadata read(InputStream in, String where) throws IOException {
    return fromBytes(in.readAllBytes(), where);
  }

  /**
   * Reads what {@link #toBytes} gave.
   *
   * @param where named in failures
   */
  public static CheckpointMetadata fromBytes(byte[] bytes, String where) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    boolean headFits = bytes.length >= HEAD_BYTES + TAIL_BYTES && file.getLong(0) == MAGIC;
    boolean tailFits =
        bytes.length >= TAIL_BYTES && file.getInt(bytes.length - Integer.BYTES) == END_MARK;
    if (!headFits && !tailFits && bytes.length > 0) {
      throw new FlyshuttleException(
          ErrorCode.CHECKPOINT_NOT_FOUND,
          where + " is not the metadata file of a checkpoint or savepoint");
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, Math.max(0, bytes.length - TAIL_BYTES));
    if (!headFits
        || !tailFits
        || (int) checksum.getValue() != file.getInt(bytes.length - TAIL_BYTES)) {
      throw damaged(where, null);
    }
    int version = file.getInt(Long.BYTES);
    if (version != VERSION && version != VERSION_BEFORE_EDGES) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          where
              + " was written in version "
              + version
              + " of the form of checkpoints, and this Flyshuttle knows "
              + VERSION
              + ": restore with the version that wrote it, or a newer one");
    }
    try {
      return readBody(
          new DataInputDeserializer(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES - TAIL_BYTES),
          version,
          where);
    } catch (FlyshuttleException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(where, e);
    }
  }

  private static FlyshuttleException damaged(String where, Throwable cause) {
    return new FlyshuttleException(
        ErrorCode.CHECKPOINT_DAMAGED,
        where + " is damaged (its checksum differs): restore from another checkpoint or savepoint",
        cause);
  }

  private static void writeBody(CheckpointMetadata metadata, DataOutputSerializer out)
      throws IOException {
    out.writeLong(metadata.checkpointId());
    out.writeLong(metadata.timestampMillis());
    out.writeByte(metadata.kind().ordinal());
    out.writeLong(metadata.job().getUpperPart());
    out.writeLong(metadata.job().getLowerPart());
    out.writeUTF(metadata.jobName());
    List<String> files = new ArrayList<>(metadata.files());
    out.writeInt(files.size());
    for (String file : files) {
      out.writeUTF(file);
    }
    HandleWriter handles = new HandleWriter(out, files);
    out.writeInt(metadata.operators().size());
    for (OperatorState operator : metadata.operators()) {
      writeOperator(operator, out, handles);
    }
    out.writeInt(metadata.inFlight().size());
    for (EdgeInFlight edge : metadata.inFlight()) {
      writeEdge(edge, out, handles);
    }
  }

  private static void writeEdge(EdgeInFlight edge, DataOutputSerializer out, HandleWriter handles)
      throws IOException {
    out.writeLong(edge.source().upper());
    out.writeLong(edge.source().lower());
    out.writeUTF(edge.sideOutput());
    out.writeLong(edge.target().upper());
    out.writeLong(edge.target().lower());
    out.writeInt(edge.input());
    out.writeInt(edge.ordinal());
    out.writeUTF(edge.name());
    out.writeInt(edge.producers());
    out.writeInt(edge.consumers());
    out.writeInt(edge.channels().size());
    for (EdgeInFlight.Channel channel : edge.channels()) {
      handles.write(channel);
    }
  }

  private static void writeOperator(
      OperatorState operator, DataOutputSerializer out, HandleWriter handles) throws IOException {
    out.writeLong(operator.operator().upper());
    out.writeLong(operator.operator().lower());
    out.writeUTF(operator.uid());
    out.writeUTF(operator.name());
    out.writeInt(operator.parallelism());
    out.writeInt(operator.maxParallelism());
    out.writeInt(operator.subtasks().size());
    for (var subtask : operator.subtasks()) {
      handles.write(subtask);
    }
    out.writeInt(operator.ended().size());
    for (int subtask : operator.ended()) {
      out.writeInt(subtask);
    }
  }

  private static CheckpointMetadata readBody(DataInputDeserializer in, int version, String where)
      throws IOException {
    long checkpointId = in.readLong();
    long timestampMillis = in.readLong();
    CheckpointKind kind = CheckpointKind.values()[in.readByte()];
    long upper = in.readLong();
    JobID job = new JobID(in.readLong(), upper);
    String jobName = in.readUTF();
    List<String> files = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      files.add(in.readUTF());
    }
    HandleReader handles = new HandleReader(in, files);
    List<OperatorState> operators = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      operators.add(readOperator(in, handles, version, where));
    }
    List<EdgeInFlight> inFlight = new ArrayList<>();
    if (version > VERSION_BEFORE_EDGES) {
      for (int left = in.readInt(); left > 0; left--) {
        inFlight.add(readEdge(in, handles));
      }
    }
    return new CheckpointMetadata(
        checkpointId, timestampMillis, kind, job, jobName, operators, inFlight);
  }

  private static EdgeInFlight readEdge(DataInputDeserializer in, HandleReader handles)
      throws IOException {
    OperatorID source = new OperatorID(in.readLong(), in.readLong());
    String sideOutput = in.readUTF();
    OperatorID target = new OperatorID(in.readLong(), in.readLong());
    int input = in.readInt();
    int ordinal = in.readInt();
    String name = in.readUTF();
    int producers = in.readInt();
    int consumers = in.readInt();
    List<EdgeInFlight.Channel> channels = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      channels.add(handles.readChannel());
    }
    return new EdgeInFlight(
        source, sideOutput, target, input, ordinal, name, producers, consumers, channels);
  }

  private static OperatorState readOperator(
      DataInputDeserializer in, HandleReader handles, int version, String where)
      throws IOException {
    OperatorID operator = new OperatorID(in.readLong(), in.readLong());
    String uid = in.readUTF();
    String name = in.readUTF();
    int parallelism = in.readInt();
    int maxParallelism = in.readInt();
    List<OperatorSnapshot> subtasks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      subtasks.add(handles.readOperator());
    }
    if (version == VERSION_BEFORE_EDGES) {
      for (int left = in.readInt(); left > 0; left--) {
        if (in.readInt() > 0) {
          throw new FlyshuttleException(
              ErrorCode.STATE_NOT_RESTORABLE,
              where
                  + " is of an unaligned checkpoint with records in flight in a form that is not"
                  + " read any more: start from it with the version that wrote it and take a"
                  + " savepoint");
        }
      }
    }
    List<Integer> ended = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      ended.add(in.readInt());
    }
    return new OperatorState(operator, uid, name, parallelism, maxParallelism, subtasks, ended);
  }
}
