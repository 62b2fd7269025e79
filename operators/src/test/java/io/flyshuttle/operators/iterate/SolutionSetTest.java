// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.LocalSpillDirectories;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The solution set against a map of the JDK, from no memory at all to plenty. */
final class SolutionSetTest {
  private static final int SEGMENT_BYTES = 1 << 10;
  private static final TypeInformation<Tuple2<Long, String>> TYPE =
      TypeInformation.of(new TypeHint<>() {});

  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> serializer() {
    return (TypeSerializer<Object>)
        (TypeSerializer<?>) TYPE.createSerializer(new ExecutionConfig());
  }

  @SuppressWarnings("unchecked")
  private static TypeComparator<Object> keys() {
    return (TypeComparator<Object>)
        (TypeComparator<?>)
            ((CompositeType<Tuple2<Long, String>>) TYPE)
                .createComparator(new int[] {0}, new boolean[] {true}, 0, new ExecutionConfig());
  }

  /** Asks for all keys and compares the answers. */
  private static void check(SolutionSet set, Map<Long, String> expected, int keys)
      throws Exception {
    Map<Long, String> answers = new HashMap<>();
    SolutionSet.Lookup lookup = set.new Lookup(keys(), serializer());
    for (long key = 0; key < keys; key++) {
      Object other = Tuple2.of(key, "asks");
      if (!lookup.isAside(other)) {
        Object found = lookup.find(other);
        answers.put(key, found == null ? null : (String) ((Tuple2<?, ?>) found).f1);
      }
    }
    lookup.answerAside(
        new SolutionSet.Answers() {
          @Override
          public void found(Object record, Object solution) {
            Tuple2<?, ?> asked = (Tuple2<?, ?>) record;
            assertEquals("asks", asked.f1);
            assertTrue(!answers.containsKey(asked.f0));
            answers.put((Long) asked.f0, (String) ((Tuple2<?, ?>) solution).f1);
          }

          @Override
          public void missing(Object record) {
            answers.put((Long) ((Tuple2<?, ?>) record).f0, null);
          }
        });
    lookup.close();
    assertEquals(keys, answers.size());
    for (long key = 0; key < keys; key++) {
      assertEquals(expected.get(key), answers.get(key));
    }
  }

  @Property(tries = 60)
  void shouldHoldWhatWasPut(
      @ForAll @LongRange(min = 0, max = 100_000) long seed,
      @ForAll @IntRange(min = 0, max = 120) int segments)
      throws Exception {
    Path directory = Files.createTempDirectory("solution-set");
    Random random = new Random(seed);
    SegmentPool pool =
        new SegmentPool(Math.max(1, segments) * SEGMENT_BYTES, SEGMENT_BYTES, false, false);
    SegmentPool.Share memory = pool.share((long) segments * SEGMENT_BYTES, "test");
    Map<Long, String> expected = new HashMap<>();
    int keys = 1 + random.nextInt(300);
    try (SolutionSet set =
        new SolutionSet(
            keys(), serializer(), memory, new LocalSpillDirectories(List.of(directory)))) {
      for (int superstep = 0; superstep < 5; superstep++) {
        for (int i = random.nextInt(2 * keys); i >= 0; i--) {
          long key = random.nextInt(keys);
          // some are larger than a segment
          String value = "v".repeat(random.nextInt(i % 50 == 0 ? 3000 : 60)) + i;
          set.put(Tuple2.of(key, value));
          expected.put(key, value);
        }
        set.settle();
        check(set, expected, keys);
      }
      if (segments < 4 && !expected.isEmpty()) {
        assertTrue(set.spills() > 0);
      }
      Map<Long, String> all = new HashMap<>();
      set.forEach(
          record -> {
            Tuple2<?, ?> tuple = (Tuple2<?, ?>) record;
            assertEquals(null, all.put((Long) tuple.f0, (String) tuple.f1));
          });
      assertEquals(expected, all);
    }
    assertEquals(0, memory.close());
    try (Stream<Path> files = Files.walk(directory)) {
      assertEquals(0, files.filter(Files::isRegularFile).count());
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
