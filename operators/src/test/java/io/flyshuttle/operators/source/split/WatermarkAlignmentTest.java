// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.source.lib.NumberSequenceSource;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.time.WatermarkAlignmentParams;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Readers, enumerators and the aligner of a group, with the clock moved by hand. */
final class WatermarkAlignmentTest {
  private static final long DRIFT = 50;
  private static final long INTERVAL = 10;
  private static final WatermarkAlignmentParams PARAMS =
      new WatermarkAlignmentParams(DRIFT, "group", INTERVAL);
  private static final NumberSequenceSource NUMBERS = new NumberSequenceSource(0, 999);

  private static List<Long> told(OperatorHarness harness) throws Exception {
    List<Long> told = new ArrayList<>();
    for (Object order : harness.takeRecords()) {
      told.add(SourceOrders.watermark((byte[]) order));
    }
    return told;
  }

  @Test
  void shouldTellTheLowestWatermarkOfTheGroupWhenItChanges() throws Exception {
    try (OperatorHarness aligner = OperatorHarness.of(GroupAligner.factory(3))) {
      GroupAligner operator = (GroupAligner) aligner.operator();
      operator.onReply(0, GroupAligner.report(0, 100));
      operator.onReply(0, GroupAligner.report(1, 40));
      // the third has no watermark yet: nobody waits for it
      assertEquals(List.of(100L, 40L), told(aligner));
      operator.onReply(0, GroupAligner.report(0, 120));
      assertEquals(List.of(), told(aligner));
      operator.onReply(0, GroupAligner.report(1, Long.MAX_VALUE));
      assertEquals(List.of(120L), told(aligner), "an idle source is set aside");
      operator.onReply(0, GroupAligner.report(1, 60));
      operator.onReply(0, GroupAligner.ended(1));
      assertEquals(List.of(60L, 120L), told(aligner), "a source that has ended holds up nobody");
      assertEquals(PullSource.Status.NOTHING_NOW, operator.pull(1));
      operator.onReply(0, GroupAligner.ended(0));
      operator.onReply(0, GroupAligner.ended(2));
      assertEquals(PullSource.Status.END, operator.pull(1));
      assertTrue(operator.available().isDone());
    }
  }

  private static OperatorHarness enumerator(int member) throws Exception {
    OperatorHarness harness =
        OperatorHarness.of(
            EnumeratorOperator.factory(NUMBERS, "numbers", 2, new AlignmentMember(PARAMS, member)));
    EnumeratorOperator operator = (EnumeratorOperator) harness.operator();
    operator.onReply(0, SourceReplies.ready("here"));
    operator.onReply(1, SourceReplies.ready("there"));
    harness.take();
    harness.takeReplies();
    return harness;
  }

  @Test
  void whenThereIsOneSourceThenItsReadersGoAsFarAsTheSlowestAndTheDrift() throws Exception {
    try (OperatorHarness enumerator = enumerator(-1)) {
      EnumeratorOperator operator = (EnumeratorOperator) enumerator.operator();
      operator.onReply(0, SourceReplies.watermark(500));
      operator.onReply(1, SourceReplies.watermark(20));
      enumerator.clock(INTERVAL);
      assertEquals(List.of(20 + DRIFT, 20 + DRIFT), told(enumerator));
      operator.onReply(1, SourceReplies.ended());
      enumerator.clock(2 * INTERVAL);
      assertEquals(List.of(500 + DRIFT, 500 + DRIFT), told(enumerator));
    }
  }

  @Test
  void whenThereIsAGroupThenTheAlignerSaysHowFarReadersGo() throws Exception {
    try (OperatorHarness enumerator = enumerator(3)) {
      EnumeratorOperator operator = (EnumeratorOperator) enumerator.operator();
      operator.onReply(0, SourceReplies.watermark(500));
      operator.onReply(1, SourceReplies.watermark(400));
      enumerator.clock(INTERVAL);
      assertEquals(List.of(), told(enumerator), "its own readers are not all");
      List<byte[]> reports = enumerator.takeReplies();
      assertEquals(1, reports.size());
      assertArrayEquals(GroupAligner.report(3, 400), reports.get(0));
      enumerator.process(SourceOrders.align(0, 70), 0);
      assertEquals(List.of(70 + DRIFT, 70 + DRIFT), told(enumerator));
      operator.onReply(0, SourceReplies.ended());
      operator.onReply(1, SourceReplies.ended());
      assertEquals(PullSource.Status.NOTHING_NOW, operator.pull(1));
      assertFalse(operator.available().isDone());
      operator.endInput(0);
      assertTrue(operator.available().isDone());
      assertEquals(PullSource.Status.END, operator.pull(1));
    }
  }

  @Test
  void shouldPauseAReaderThatIsAheadUntilTheOthersComeUp() throws Exception {
    WatermarkStrategy<Long> strategy =
        WatermarkStrategy.<Long>forMonotonousTimestamps()
            .withTimestampAssigner((number, before) -> number)
            .withWatermarkAlignment("group", Duration.ofMillis(DRIFT), Duration.ofMillis(INTERVAL));
    try (OperatorHarness reader =
        OperatorHarness.of(ReaderOperator.factory(NUMBERS, strategy, 5))) {
      ReaderOperator operator = (ReaderOperator) reader.operator();
      reader.process(
          SourceOrders.splits(
              0,
              List.of(new NumberSequenceSource.NumberSequenceSplit("all", 0, 999)),
              NUMBERS.getSplitSerializer()),
          0);
      assertEquals(PullSource.Status.MORE, operator.pull(100));
      reader.clock(5);
      assertEquals(PullSource.Status.MORE, operator.pull(1), "nobody has said how far it may go");
      reader.process(SourceOrders.align(0, 60), 0);
      assertEquals(PullSource.Status.NOTHING_NOW, operator.pull(1));
      assertFalse(operator.available().isDone());
      // the first pull begins the split
      assertEquals(100, reader.take().size());
      reader.process(SourceOrders.align(0, 150), 0);
      assertTrue(operator.available().isDone());
      assertEquals(PullSource.Status.MORE, operator.pull(100));
      // the next watermark is beyond again
      reader.clock(10);
      assertEquals(PullSource.Status.NOTHING_NOW, operator.pull(1));
      reader.clock(20);
      List<Long> watermarks = reader.watermarks();
      long last = watermarks.get(watermarks.size() - 1);
      assertTrue(last > 150, "the watermark came to " + last);
      boolean reported = false;
      for (byte[] reply : reader.takeReplies()) {
        reported |= Arrays.equals(reply, SourceReplies.watermark(last));
      }
      assertTrue(reported, "it says how far it is, also while it waits");
    }
  }
}
