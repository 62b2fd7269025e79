// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.EdgeRestore;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.BroadcastSelector;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.KeyGroupSelector;
import io.flyshuttle.core.operator.RebalanceSelector;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.worker.buffer.SavedSlice;
import io.flyshuttle.worker.partition.ElementTag;
import io.flyshuttle.worker.partition.LatencyMarker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class RedistributionTest {
  private static final int GROUPS = 8;
  private static final int FORMER = 2;
  private static final int SLICE_BYTES = 64;
  private static final KeySelector<String, String> ITSELF = record -> record;

  private static byte[] elements(List<String> records) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    long time = 0;
    for (String record : records) {
      // watermarks and the like of channels that are no more
      out.write(ElementTag.ACTIVE);
      out.write(ElementTag.WATERMARK);
      out.writeLong(time);
      out.write(ElementTag.LATENCY);
      LatencyMarker marker = new LatencyMarker(time, new OperatorID(1, -2), 3);
      marker.write(out);
      assertEquals(marker, read(marker));
      if (record.length() % 2 == 0) {
        out.write(ElementTag.TIMED_RECORD);
        out.writeLong(++time);
      } else {
        out.write(ElementTag.RECORD);
      }
      StringSerializer.INSTANCE.serialize(record, out);
    }
    return out.getCopyOfBuffer();
  }

  private static LatencyMarker read(LatencyMarker marker) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    marker.write(out);
    return LatencyMarker.read(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  /** Bytes as slices of at most 7 bytes; where elements begin and end in them is of no interest. */
  private static StateBlob blob(byte[] bytes) {
    if (bytes.length == 0) {
      return null;
    }
    ByteBuffer out = ByteBuffer.allocate(bytes.length * 16);
    for (int i = 0; i < bytes.length; i += 7) {
      int length = Math.min(7, bytes.length - i);
      out.putInt(length).putInt(0).putInt(0).put(bytes, i, length);
    }
    byte[] saved = Arrays.copyOf(out.array(), out.position());
    CRC32C checksum = new CRC32C();
    checksum.update(saved, 0, saved.length);
    return new StateBlob(saved, "", 0, saved.length, (int) checksum.getValue());
  }

  /** A channel of which the reader had so many bytes. */
  private static EdgeInFlight.Channel channel(
      int producer, int consumer, int received, List<String> records) throws IOException {
    byte[] all = elements(records);
    int cut = Math.min(received, all.length);
    return new EdgeInFlight.Channel(
        producer,
        consumer,
        blob(Arrays.copyOf(all, cut)),
        blob(Arrays.copyOfRange(all, cut, all.length)));
  }

  private static List<String> restored(
      ChannelSelector<?> selector, List<EdgeInFlight.Channel> channels, int subtask, int tasks)
      throws Exception {
    EdgeRestore edge =
        new EdgeRestore(0, 0, CodeBytes.write(selector, "selector"), FORMER, GROUPS, channels);
    @SuppressWarnings("unchecked")
    TypeSerializer<Object> serializer =
        (TypeSerializer<Object>) (TypeSerializer<?>) StringSerializer.INSTANCE;
    Redistribution redistribution =
        new Redistribution(
            edge,
            serializer,
            RedistributionTest.class.getClassLoader(),
            subtask,
            tasks,
            SLICE_BYTES);
    List<SavedSlice> slices = new ArrayList<>();
    try (BlobReader reader = new BlobReader(new Path("file:///"))) {
      redistribution.restore(reader, slices::add);
    }
    List<String> records = new ArrayList<>();
    for (SavedSlice slice : slices) {
      // whole elements, each of them a record
      assertEquals(0, slice.head());
      assertEquals(slice.bytes().length, slice.bodyEnd());
      DataInputDeserializer in = new DataInputDeserializer(slice.bytes());
      while (in.available() > 0) {
        if (in.readByte() == ElementTag.TIMED_RECORD) {
          in.readLong();
        }
        records.add(StringSerializer.INSTANCE.deserialize(in));
      }
    }
    return records;
  }

  private static int former(String record) {
    return KeyGroups.subtaskOf(KeyGroups.groupOf(record.hashCode(), GROUPS), GROUPS, FORMER);
  }

  @Test
  void shouldGiveKeyedRecordsToWhoHasTheirGroupsWhereverSlicesAreCut() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add("r".repeat(i % 11) + i);
    }
    for (int received : new int[] {0, 1, 40, 333, 100_000}) {
      List<EdgeInFlight.Channel> channels = new ArrayList<>();
      for (int consumer = 0; consumer < FORMER; consumer++) {
        int reader = consumer;
        channels.add(
            channel(0, consumer, received, all.stream().filter(r -> former(r) == reader).toList()));
      }
      for (int tasks : new int[] {1, 3, 8}) {
        int count = 0;
        for (int subtask = 0; subtask < tasks; subtask++) {
          List<String> own = restored(new KeyGroupSelector<>(ITSELF), channels, subtask, tasks);
          KeyGroupSelector<String, String> live = new KeyGroupSelector<>(ITSELF);
          live.setup(tasks, 0, GROUPS);
          List<String> expected = new ArrayList<>();
          for (int consumer = 0; consumer < FORMER; consumer++) {
            for (String record : all) {
              if (former(record) == consumer && live.select(record) == subtask) {
                expected.add(record);
              }
            }
          }
          assertEquals(expected, own);
          count += own.size();
        }
        assertEquals(all.size(), count);
      }
    }
  }

  @Test
  void shouldGiveOtherRecordsToAnySubtaskOnce() throws Exception {
    List<EdgeInFlight.Channel> channels =
        List.of(
            channel(0, 0, 10, List.of("a", "bb")),
            channel(0, 1, 10, List.of("c")),
            channel(1, 0, 0, List.of("d")));
    for (int tasks : new int[] {1, 2, 5}) {
      List<String> seen = new ArrayList<>();
      for (int subtask = 0; subtask < tasks; subtask++) {
        seen.addAll(restored(new RebalanceSelector(), channels, subtask, tasks));
      }
      assertEquals(List.of("a", "bb", "c", "d"), seen.stream().sorted().toList());
    }
  }

  @Test
  void shouldGiveToAllWhatTheOwnerOfTheirBroadcastStateHadNotRead() throws Exception {
    List<EdgeInFlight.Channel> channels =
        List.of(channel(0, 0, 10, List.of("b", "c")), channel(0, 1, 10, List.of("a", "b", "c")));
    for (int subtask = 0; subtask < 3; subtask++) {
      assertEquals(List.of("b", "c"), restored(new BroadcastSelector(), channels, subtask, 3));
    }
    // with as many readers as before each has its own broadcast state
    assertEquals(List.of("b", "c"), restored(new BroadcastSelector(), channels, 0, 2));
    assertEquals(List.of("a", "b", "c"), restored(new BroadcastSelector(), channels, 1, 2));
  }
}
