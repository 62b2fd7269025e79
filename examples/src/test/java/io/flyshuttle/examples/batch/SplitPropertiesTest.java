// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Ordering;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.DataSource;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose splits hold all records of a key. */
final class SplitPropertiesTest {
  @TempDir Path directory;

  private final ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();

  /** Two files, each with keys of its own; small files are read whole, as one split. */
  private DataSource<Tuple2<String, Long>> pairs() throws Exception {
    env.setParallelism(2);
    Files.writeString(directory.resolve("one.csv"), "a,1\nb,2\na,3\n");
    Files.writeString(directory.resolve("two.csv"), "c,4\nd,5\nc,6\n");
    return env.readCsvFile(directory.toUri().toString()).types(String.class, Long.class);
  }

  private String plan(DataSource<Tuple2<String, Long>> source) throws Exception {
    source.groupBy(0).sum(1).name("sum").output(new DiscardingOutputFormat<>());
    return env.getExecutionPlan();
  }

  @Test
  void shouldSendRecordsByKeyIfNothingIsKnown() throws Exception {
    String plan = plan(pairs());
    assertTrue(plan.contains("\"ship_strategy\": \"HASH\""), plan);
  }

  @Test
  void shouldRefuseWhatContradictsItself() throws Exception {
    DataSource<Tuple2<String, Long>> source = pairs();
    source.getSplitDataProperties().splitsGroupedBy(0);
    assertThrows(
        InvalidProgramException.class,
        () ->
            source
                .getSplitDataProperties()
                .splitsOrderedBy(new int[] {0}, new Order[] {Order.ASCENDING}));
    assertThrows(
        InvalidProgramException.class,
        () -> source.getSplitDataProperties().splitsPartitionedBy(new int[0]));
  }

  @Test
  void shouldTellWhatWasSaid() throws Exception {
    DataSource<Tuple2<String, Long>> source = pairs();
    source
        .getSplitDataProperties()
        .splitsPartitionedBy("by day", "f0; f1")
        .splitsOrderedBy("f1;f0", new Order[] {Order.DESCENDING, Order.ASCENDING});
    assertArrayEquals(new int[] {0, 1}, source.getSplitDataProperties().getSplitPartitionKeys());
    assertEquals("splits by day", source.getSplitDataProperties().getSplitPartitioner().toString());
    assertEquals(
        new Ordering(1, null, Order.DESCENDING).appendOrdering(0, null, Order.ASCENDING),
        source.getSplitDataProperties().getSplitOrder());
  }

  @Test
  void shouldNotSendRecordsOfAKeyThatAreTogether() throws Exception {
    DataSource<Tuple2<String, Long>> source = pairs();
    source.getSplitDataProperties().splitsPartitionedBy("f0");
    List<Tuple2<String, Long>> sums =
        source.groupBy(0).sum(1).collect().stream()
            .sorted(Comparator.comparing(sum -> sum.f0))
            .toList();
    assertEquals(
        List.of(Tuple2.of("a", 4L), Tuple2.of("b", 2L), Tuple2.of("c", 10L), Tuple2.of("d", 5L)),
        sums);
    String plan = plan(source);
    assertFalse(plan.contains("\"ship_strategy\": \"HASH\""), plan);
    assertTrue(plan.contains("already partitioned"), plan);
  }
}
