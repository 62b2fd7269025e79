// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.worker.buffer.SavedSlice;
import io.flyshuttle.worker.gate.InputGate;
import io.flyshuttle.worker.partition.PipelinedPartition;
import io.flyshuttle.worker.partition.RecordWriter;
import java.io.IOException;
import java.util.List;

/** Brings back what the barriers of a checkpoint had overtaken, before the task reads or writes. */
final class InFlightRestore {
  private InFlightRestore() {}

  static void restore(
      TaskRestore restore, String name, List<InputGate> gates, List<RecordWriter<Object>> writers)
      throws IOException {
    if (restore.channels().isEmpty()) {
      return;
    }
    try (BlobReader reader = new BlobReader(new Path(restore.base()))) {
      for (ChannelSnapshot saved : restore.channels()) {
        List<SavedSlice> slices = SavedSlice.readAll(reader.bytes(saved.blob()));
        int gate = saved.gate();
        int channel = saved.channel();
        if (saved.input() && gate < gates.size() && channel < gates.get(gate).channelCount()) {
          slices.forEach(slice -> gates.get(gate).restore(channel, slice));
        } else if (!saved.input()
            && gate < writers.size()
            && writers.get(gate).partition() instanceof PipelinedPartition result
            && channel < result.channels()) {
          slices.forEach(slice -> result.restore(channel, slice));
        } else {
          throw new FlyshuttleException(
              ErrorCode.STATE_NOT_RESTORABLE,
              String.format(
                  "checkpoint %d is unaligned and holds records in flight %s \"%s\" in channel %d of"
                      + " its %s %d, which the program does not have: start the program it was"
                      + " taken of, and take a savepoint",
                  restore.checkpointId(),
                  saved.input() ? "to" : "from",
                  name,
                  channel,
                  saved.input() ? "input" : "result",
                  gate));
        }
      }
    }
  }
}
