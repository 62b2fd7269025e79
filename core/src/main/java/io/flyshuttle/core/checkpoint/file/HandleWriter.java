// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes handles of state; names of files as their place in a list. See {@link HandleReader}.
 *
 * <p>Numbers that are mostly small take 7 bits a byte, the lowest first; all but the last byte have
 * their highest bit set.
 */
final class HandleWriter {
  /** In place of a file's number: the bytes stand here. */
  static final int INLINE = 0;

  private final DataOutputView out;
  private final Map<String, Integer> fileNumbers = new HashMap<>();

  HandleWriter(DataOutputView out, List<String> files) {
    this.out = out;
    for (String file : files) {
      fileNumbers.put(file, fileNumbers.size() + 1);
    }
  }

  /** Writes an operator's state of one subtask, which may be null. */
  void write(OperatorSnapshot snapshot) throws IOException {
    out.writeBoolean(snapshot != null);
    if (snapshot == null) {
      return;
    }
    out.writeLong(snapshot.operator().upper());
    out.writeLong(snapshot.operator().lower());
    out.writeBoolean(snapshot.keyed() != null);
    if (snapshot.keyed() != null) {
      write(snapshot.keyed());
    }
    out.writeBoolean(snapshot.operatorState() != null);
    if (snapshot.operatorState() != null) {
      write(snapshot.operatorState());
    }
    out.writeBoolean(snapshot.redistributes());
  }

  void write(EdgeInFlight.Channel channel) throws IOException {
    writeNumber(channel.producer());
    writeNumber(channel.consumer());
    writeNullable(channel.received());
    writeNullable(channel.unsent());
  }

  private void writeNullable(StateBlob blob) throws IOException {
    out.writeBoolean(blob != null);
    if (blob != null) {
      write(blob);
    }
  }

  private void write(KeyedStateHandle handle) throws IOException {
    out.writeUTF(handle.form());
    writeNumber(handle.keyGroups().start());
    writeNumber(handle.keyGroups().size());
    write(handle.header());
    writeNumber(handle.parts().size());
    for (KeyedStatePart part : handle.parts()) {
      writeNumber(part.keyGroups().start());
      writeNumber(part.keyGroups().size());
      writeNumber(part.blobs().size());
      for (StateBlob blob : part.blobs()) {
        write(blob);
      }
    }
  }

  private void write(StateBlob blob) throws IOException {
    writeNumber(blob.isInline() ? INLINE : fileNumbers.get(blob.file()));
    writeNumber(blob.length());
    out.writeInt(blob.checksum());
    if (blob.isInline()) {
      out.write(blob.inline());
    } else {
      writeNumber(blob.offset());
    }
  }

  private void writeNumber(long number) throws IOException {
    long left = number;
    while (left >>> 7 != 0) {
      out.writeByte((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.writeByte((int) left);
  }
}
