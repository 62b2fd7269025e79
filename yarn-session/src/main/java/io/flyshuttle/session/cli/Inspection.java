// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.state.canonical.SnapshotHeader;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a checkpoint or savepoint holds, in lines for people. */
final class Inspection {
  private static final int LARGEST_SHOWN = 3;

  private final CheckpointMetadata metadata;
  private final Path base;
  private final ClassLoader loader;
  private final List<String> lines = new ArrayList<>();

  Inspection(CheckpointMetadata metadata, Path base, ClassLoader loader) {
    this.metadata = metadata;
    this.base = base;
    this.loader = loader;
  }

  List<String> lines() throws IOException {
    lines.add(
        metadata.kind()
            + " "
            + metadata.checkpointId()
            + " of job \""
            + metadata.jobName()
            + "\" ("
            + metadata.job()
            + "), triggered "
            + Instant.ofEpochMilli(metadata.timestampMillis()));
    long total = 0;
    for (OperatorState operator : metadata.operators()) {
      total += bytes(operator);
    }
    lines.add(
        metadata.operators().size()
            + " operators, "
            + total
            + " bytes of state, "
            + metadata.files().size()
            + " files below "
            + base);
    try (BlobReader reader = new BlobReader(base)) {
      for (OperatorState operator : metadata.operators()) {
        operator(operator, reader);
      }
    }
    if (!metadata.inFlight().isEmpty()) {
      lines.add("");
      lines.add("records in flight");
      for (EdgeInFlight edge : metadata.inFlight()) {
        lines.add("  " + edge.name() + ": " + edge.length() + " bytes");
      }
    }
    return lines;
  }

  private void operator(OperatorState operator, BlobReader reader) throws IOException {
    lines.add("");
    lines.add(
        "operator \""
            + operator.name()
            + "\" "
            + (operator.uid().isEmpty() ? "without uid" : "uid \"" + operator.uid() + "\"")
            + ", id "
            + operator.operator());
    lines.add(
        "  parallelism "
            + operator.parallelism()
            + " of at most "
            + operator.maxParallelism()
            + ", "
            + bytes(operator)
            + " bytes"
            + (operator.ended().isEmpty()
                ? ""
                : ", " + operator.ended().size() + " subtasks had ended"));
    keyedState(operator, reader);
    operatorState(operator, reader);
  }

  private void keyedState(OperatorState operator, BlobReader reader) throws IOException {
    TreeMap<Integer, Long> byGroup = new TreeMap<>();
    KeyedStateHandle first = null;
    for (OperatorSnapshot subtask : operator.subtasks()) {
      if (subtask == null || subtask.keyed() == null) {
        continue;
      }
      first = first == null ? subtask.keyed() : first;
      for (KeyedStatePart part : subtask.keyed().parts()) {
        long bytes = part.blobs().stream().mapToLong(StateBlob::length).sum();
        byGroup.merge(part.keyGroups().start(), bytes, Long::sum);
      }
    }
    if (first == null) {
      return;
    }
    long total = byGroup.values().stream().mapToLong(Long::longValue).sum();
    List<String> largest =
        byGroup.entrySet().stream()
            .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
            .limit(LARGEST_SHOWN)
            .map(e -> e.getKey() + " (" + e.getValue() + ")")
            .toList();
    lines.add(
        "  keyed state, form "
            + first.form()
            + ": "
            + total
            + " bytes in "
            + byGroup.size()
            + " pieces by key group; the largest begin at group "
            + String.join(", ", largest));
    header(first, reader);
  }

  private void header(KeyedStateHandle handle, BlobReader reader) throws IOException {
    SnapshotHeader header;
    try {
      header = reader.read(handle.header(), in -> SnapshotHeader.read(in, loader));
    } catch (FlyshuttleException e) {
      if (e.code() == ErrorCode.CHECKPOINT_DAMAGED) {
        throw e;
      }
      lines.add("    states cannot be named: " + e.getMessage() + " (--jar names the program)");
      return;
    } catch (IOException | RuntimeException e) {
      lines.add("    states cannot be named without the program's classes: add --jar");
      return;
    }
    lines.add("    key: " + type(header.keySerializer()));
    for (SnapshotHeader.StateEntry state : header.states()) {
      lines.add(
          "    " + state.kind() + " \"" + state.name() + "\": " + type(state.valueSerializer()));
    }
    for (SnapshotHeader.TimerEntry timers : header.timers()) {
      lines.add("    timers \"" + timers.name() + "\"");
    }
  }

  private void operatorState(OperatorState operator, BlobReader reader) throws IOException {
    Map<String, long[]> counts = new LinkedHashMap<>();
    for (OperatorSnapshot subtask : operator.subtasks()) {
      if (subtask == null || subtask.operatorState() == null) {
        continue;
      }
      OperatorStateSnapshot part =
          reader.read(subtask.operatorState(), OperatorStateSnapshot::read);
      for (OperatorStateSnapshot.Entry state : part.states()) {
        long[] sums =
            counts.computeIfAbsent(state.mode() + " \"" + state.name() + "\"", n -> new long[2]);
        sums[0] += state.elements().size();
        sums[1] += state.elements().stream().mapToLong(e -> e.length).sum();
      }
    }
    counts.forEach(
        (name, sums) ->
            lines.add(
                "  operator state, " + name + ": " + sums[0] + " elements, " + sums[1] + " bytes"));
  }

  private static String type(TypeSerializerSnapshot<?> snapshot) {
    return snapshot.getClass().getSimpleName().replaceAll("(Serializer)?Snapshot$", "");
  }

  private static long bytes(OperatorState operator) {
    long sum = 0;
    for (OperatorSnapshot subtask : operator.subtasks()) {
      if (subtask == null) {
        continue;
      }
      sum += subtask.operatorState() == null ? 0 : subtask.operatorState().length();
      if (subtask.keyed() != null) {
        sum += Objects.requireNonNull(subtask.keyed().header()).length();
        for (KeyedStatePart part : subtask.keyed().parts()) {
          sum += part.blobs().stream().mapToLong(StateBlob::length).sum();
        }
      }
    }
    return sum;
  }
}
