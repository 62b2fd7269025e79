// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.state.KeyGroupRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what a {@link HandleWriter} wrote. */
final class HandleReader {
  private final DataInputView in;
  private final List<String> files;

  HandleReader(DataInputView in, List<String> files) {
    this.in = in;
    this.files = files;
  }

  /** Null if null was written. */
  OperatorSnapshot readOperator() throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    OperatorID operator = new OperatorID(in.readLong(), in.readLong());
    KeyedStateHandle keyed = in.readBoolean() ? readKeyed() : null;
    StateBlob operatorState = in.readBoolean() ? readBlob() : null;
    return new OperatorSnapshot(operator, keyed, operatorState, in.readBoolean());
  }

  EdgeInFlight.Channel readChannel() throws IOException {
    return new EdgeInFlight.Channel(
        (int) readNumber(), (int) readNumber(), readNullable(), readNullable());
  }

  private StateBlob readNullable() throws IOException {
    return in.readBoolean() ? readBlob() : null;
  }

  private KeyedStateHandle readKeyed() throws IOException {
    String form = in.readUTF();
    KeyGroupRange keyGroups = readRange();
    StateBlob header = readBlob();
    List<KeyedStatePart> parts = new ArrayList<>();
    for (long left = readNumber(); left > 0; left--) {
      KeyGroupRange groups = readRange();
      List<StateBlob> blobs = new ArrayList<>();
      for (long each = readNumber(); each > 0; each--) {
        blobs.add(readBlob());
      }
      parts.add(new KeyedStatePart(groups, blobs));
    }
    return new KeyedStateHandle(form, keyGroups, header, parts);
  }

  private KeyGroupRange readRange() throws IOException {
    int start = (int) readNumber();
    return new KeyGroupRange(start, start + (int) readNumber());
  }

  private StateBlob readBlob() throws IOException {
    int file = (int) readNumber();
    long length = readNumber();
    int checksum = in.readInt();
    if (file == HandleWriter.INLINE) {
      byte[] bytes = new byte[Math.toIntExact(length)];
      in.readFully(bytes);
      return new StateBlob(bytes, "", 0, length, checksum);
    }
    return new StateBlob(null, files.get(file - 1), readNumber(), length, checksum);
  }

  private long readNumber() throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.readByte();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
