// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.EdgeRestore;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.checkpoint.file.LocalSegments;
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
  private final TaskRestore restore;
  private final LocalSegments copies;
  private final String name;

  /**
   * @param copies local ones of the checkpoint's files; null for none
   * @param name of the task
   */
  InFlightRestore(TaskRestore restore, LocalSegments copies, String name) {
    this.restore = restore;
    this.copies = copies;
    this.name = name;
  }

  /** What the redistribution of an edge needs, by the edge. */
  @FunctionalInterface
  interface Redistributions {
    Redistribution of(EdgeRestore edge) throws IOException, ClassNotFoundException;
  }

  void restore(
      List<InputGate> gates, List<RecordWriter<Object>> writers, Redistributions redistributions)
      throws IOException, ClassNotFoundException {
    if (restore.channels().isEmpty() && restore.edges().isEmpty()) {
      return;
    }
    try (BlobReader reader = new BlobReader(new Path(restore.base()), copies)) {
      for (EdgeRestore edge : restore.edges()) {
        InputGate gate = gates.get(edge.input());
        int channel = edge.firstChannel() % gate.channelCount();
        redistributions.of(edge).restore(reader, slice -> gate.restore(channel, slice));
      }
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
          checkSize(slices, result.bufferSize());
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

  /** What was in a result goes over the network as it was. */
  private static void checkSize(List<SavedSlice> slices, int segmentSize) {
    int largest = slices.stream().mapToInt(slice -> slice.bytes().length).max().orElse(0);
    if (largest > segmentSize) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          String.format(
              "the checkpoint is unaligned and holds buffers of %d bytes in flight, but memory"
                  + " segments have %d: set taskmanager.memory.segment-size to at least %d, and take a"
                  + " savepoint before it is lowered",
              largest, segmentSize, largest));
    }
  }
}
