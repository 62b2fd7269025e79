// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the state of a writer.
 *
 * <pre>
 * long mark, int number of entries, then of each: long size in bytes, what the subclass writes
 * </pre>
 *
 * @param <RequestEntryT> type of the entries
 */
public abstract class AsyncSinkWriterStateSerializer<RequestEntryT extends Serializable>
    implements SimpleVersionedSerializer<BufferedRequestState<RequestEntryT>> {
  private static final long MARK = 0x6173796e63736e6bL;

  @Override
  public byte[] serialize(BufferedRequestState<RequestEntryT> state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MARK);
      out.writeInt(state.getBufferedRequestEntries().size());
      for (RequestEntryWrapper<RequestEntryT> entry : state.getBufferedRequestEntries()) {
        out.writeLong(entry.getSize());
        serializeRequestToStream(entry.getRequestEntry(), out);
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public BufferedRequestState<RequestEntryT> deserialize(int version, byte[] serialized)
      throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
      if (in.readLong() != MARK) {
        throw new IOException("the bytes are not the state of a batching sink");
      }
      List<RequestEntryWrapper<RequestEntryT>> entries = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        long size = in.readLong();
        entries.add(new RequestEntryWrapper<>(deserializeRequestFromStream(size, in), size));
      }
      return new BufferedRequestState<>(entries);
    }
  }

  protected abstract void serializeRequestToStream(RequestEntryT request, DataOutputStream out)
      throws IOException;

  /**
   * @param requestSize in bytes, as the writer counted it
   */
  protected abstract RequestEntryT deserializeRequestFromStream(
      long requestSize, DataInputStream in) throws IOException;
}
