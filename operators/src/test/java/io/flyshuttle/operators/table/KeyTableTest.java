// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The table against a map of the JDK, with little memory, so that it fills and compacts. */
final class KeyTableTest {
  private static final int SEGMENT_BYTES = 1 << 10;

  private static <T> TypeComparator<T> keys(TypeInformation<T> type, int field) {
    return ((CompositeType<T>) type)
        .createComparator(new int[] {field}, new boolean[] {true}, 0, new ExecutionConfig());
  }

  /** Key first: compared as bytes. Key second: compared as objects. */
  @Property(tries = 60)
  void shouldHoldWhatWasPut(
      @ForAll @LongRange(min = 0, max = 100_000) long seed,
      @ForAll @IntRange(min = 2, max = 60) int segments,
      @ForAll boolean keyFirst)
      throws Exception {
    Random random = new Random(seed);
    TypeInformation<Tuple2<String, String>> type = TypeInformation.of(new TypeHint<>() {});
    SegmentPool pool =
        new SegmentPool((long) segments * SEGMENT_BYTES, SEGMENT_BYTES, false, false);
    SegmentPool.Share memory = pool.share((long) segments * SEGMENT_BYTES, "test");
    TypeComparator<Tuple2<String, String>> comparator = keys(type, keyFirst ? 0 : 1);
    KeyTable<Tuple2<String, String>> table =
        new KeyTable<>(memory, type.createSerializer(new ExecutionConfig()), comparator);
    KeyTable<Tuple2<String, String>>.Lookup<Tuple2<String, String>> lookup =
        table.new Lookup<>(comparator);
    Map<String, String> expected = new HashMap<>();
    int keys = 1 + random.nextInt(300);
    for (int i = 0; i < 2000; i++) {
      String key = "key " + random.nextInt(keys);
      String value = "v".repeat(random.nextInt(40)) + i;
      Tuple2<String, String> record = keyFirst ? Tuple2.of(key, value) : Tuple2.of(value, key);
      if (table.put(record)) {
        expected.put(key, value);
      }
      String asked = "key " + random.nextInt(keys);
      Tuple2<String, String> found =
          lookup.find(keyFirst ? Tuple2.of(asked, "") : Tuple2.of("", asked));
      assertEquals(expected.get(asked), found == null ? null : keyFirst ? found.f1 : found.f0);
    }
    assertEquals(expected.size(), table.size());
    Map<String, String> all = new HashMap<>();
    table.forEach(r -> all.put(keyFirst ? r.f0 : r.f1, keyFirst ? r.f1 : r.f0));
    assertEquals(expected, all);
    table.clear();
    assertEquals(0, memory.close());
  }

  @Property(tries = 30)
  void shouldReduce(
      @ForAll @LongRange(min = 0, max = 100_000) long seed,
      @ForAll @IntRange(min = 1, max = 400) int keys)
      throws Exception {
    Random random = new Random(seed);
    TypeInformation<Tuple2<Long, Integer>> type = TypeInformation.of(new TypeHint<>() {});
    SegmentPool pool = new SegmentPool(64 * SEGMENT_BYTES, SEGMENT_BYTES, false, false);
    SegmentPool.Share memory = pool.share(64 * SEGMENT_BYTES, "test");
    KeyTable<Tuple2<Long, Integer>> byBytes =
        new KeyTable<>(memory, type.createSerializer(new ExecutionConfig()), keys(type, 0));
    KeyTable<Tuple2<Long, Integer>> byObjects =
        new KeyTable<>(memory, type.createSerializer(new ExecutionConfig()), keys(type, 0));
    KeyBatch<Tuple2<Long, Integer>> batch = KeyBatch.of(byBytes, KeyTableTest::addInts);
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      long key = random.nextInt(keys) - keys / 2;
      int value = random.nextInt(100);
      expected.merge(key, value, Integer::sum);
      assertTrue(batch.add(Tuple2.of(key, value)));
      assertTrue(byObjects.reduce(Tuple2.of(key, value), (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1)));
    }
    assertTrue(batch.flush());
    Map<Long, Integer> first = new HashMap<>();
    byBytes.forEach(r -> first.put(r.f0, r.f1));
    Map<Long, Integer> second = new HashMap<>();
    byObjects.forEach(r -> second.put(r.f0, r.f1));
    assertEquals(expected, first);
    assertEquals(expected, second);
    byBytes.clear();
    byObjects.clear();
    assertEquals(0, memory.close());
  }

  private static void addInts(MemorySegment kept, int offset, byte[] record, int from) {
    kept.putIntBigEndian(
        offset,
        kept.getIntBigEndian(offset) + ByteBuffer.wrap(record, from, Integer.BYTES).getInt());
  }

  @Property(tries = 30)
  void whenMemoryIsFullThenBatchesAreHandedOutInParts(
      @ForAll @LongRange(min = 0, max = 100_000) long seed,
      @ForAll @IntRange(min = 0, max = 6) int segments,
      @ForAll @IntRange(min = 1, max = 2000) int keys)
      throws Exception {
    Random random = new Random(seed);
    TypeInformation<Tuple3<String, Integer, String>> type = TypeInformation.of(new TypeHint<>() {});
    SegmentPool pool = new SegmentPool(8 * SEGMENT_BYTES, SEGMENT_BYTES, false, false);
    SegmentPool.Share memory = pool.share(segments * SEGMENT_BYTES, "test");
    KeyTable<Tuple3<String, Integer, String>> table =
        new KeyTable<>(memory, type.createSerializer(new ExecutionConfig()), keys(type, 0));
    KeyBatch<Tuple3<String, Integer, String>> batch = KeyBatch.of(table, KeyTableTest::addInts);
    Map<String, Integer> expected = new HashMap<>();
    Map<String, Integer> sums = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      // keys that begin with each other, of all lengths
      String key = "x".repeat(random.nextInt(20)) + random.nextInt(keys);
      Tuple3<String, Integer, String> record =
          Tuple3.of(key, random.nextInt(100), "y".repeat(random.nextInt(30)));
      expected.merge(key, record.f1, Integer::sum);
      if (!batch.add(record)) {
        table.forEach(r -> sums.merge(r.f0, r.f1, Integer::sum));
        table.clear();
        batch.drain(r -> sums.merge(r.f0, r.f1, Integer::sum));
        assertTrue(batch.add(record));
      }
    }
    boolean flushed = batch.flush();
    if (segments == 0) {
      assertFalse(flushed);
    }
    table.forEach(r -> sums.merge(r.f0, r.f1, Integer::sum));
    batch.drain(r -> sums.merge(r.f0, r.f1, Integer::sum));
    assertEquals(expected, sums);
    table.clear();
    assertEquals(0, memory.close());
  }
}
