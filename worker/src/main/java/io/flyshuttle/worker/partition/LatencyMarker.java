// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * Says when a source was at this place of the stream. It travels with the records, by one of the
 * channels of each edge, passes by operators without their seeing it, and so tells how long a
 * record takes from the source to an operator, but for the time within functions.
 *
 * @param markedMillis milliseconds since 1970, by the clock of the source's host
 * @param source the source
 * @param subtask which of its subtasks
 */
public record LatencyMarker(long markedMillis, OperatorID source, int subtask) {

  /** Writes it, without a tag. */
  public void write(DataOutputView out) throws IOException {
    out.writeLong(markedMillis);
    out.writeLong(source.upper());
    out.writeLong(source.lower());
    out.writeInt(subtask);
  }

  /** Reads what {@link #write} wrote. */
  public static LatencyMarker read(DataInputView in) throws IOException {
    return new LatencyMarker(
        in.readLong(), new OperatorID(in.readLong(), in.readLong()), in.readInt());
  }
}
