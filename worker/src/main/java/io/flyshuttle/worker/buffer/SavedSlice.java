// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy of a {@link BufferSlice} that a barrier has overtaken; written into checkpoints as
 *
 * <pre>
 * int length, int head, int body end, bytes
 * </pre>
 *
 * @param bytes the slice's
 * @param head see {@link BufferSlice}
 * @param bodyEnd see {@link BufferSlice}
 */
public record SavedSlice(byte[] bytes, int head, int bodyEnd) {

  /** Writes it. */
  void write(DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.writeInt(head);
    out.writeInt(bodyEnd);
    out.write(bytes);
  }

  /** Reads all slices of a channel. */
  public static List<SavedSlice> readAll(byte[] saved) {
    List<SavedSlice> slices = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(saved);
    try {
      while (in.hasRemaining()) {
        int length = in.getInt();
        int head = in.getInt();
        int bodyEnd = in.getInt();
        if (length < 0 || length > in.remaining()) {
          throw damaged(null);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        slices.add(new SavedSlice(bytes, head, bodyEnd));
      }
    } catch (BufferUnderflowException e) {
      throw damaged(e);
    }
    return slices;
  }

  private static FlyshuttleException damaged(Throwable cause) {
    return new FlyshuttleException(
        ErrorCode.CHECKPOINT_DAMAGED, "records in flight in a checkpoint make no sense", cause);
  }

  /** The same as a slice that belongs to no pool. */
  public BufferSlice toSlice() {
    return new BufferSlice(Buffer.unpooled(bytes), 0, bytes.length, head, bodyEnd, false);
  }
}
