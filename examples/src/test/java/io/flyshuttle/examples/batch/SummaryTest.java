// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.core.value.StringValue;
import io.flyshuttle.core.value.StringValueUtils;
import io.flyshuttle.dataset.ChecksumHashCode;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DataSetUtils;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.NoOpOperator;
import io.flyshuttle.dataset.summarize.BooleanColumnSummary;
import io.flyshuttle.dataset.summarize.NumericColumnSummary;
import io.flyshuttle.dataset.summarize.StringColumnSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures about whole data sets, and placeholders in plans. */
final class SummaryTest {
  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);

  @Test
  @SuppressWarnings("unchecked")
  void shouldSumUpColumns() throws Exception {
    List<Tuple4<Long, Double, String, Boolean>> rows = new ArrayList<>();
    for (long i = 1; i <= 100; i++) {
      rows.add(Tuple4.of(i, i / 4.0, "x".repeat((int) (i % 10)), i % 4 == 0));
    }
    rows.add(Tuple4.of(-7L, Double.NaN, "", false));
    rows.add(Tuple4.of(0L, Double.NEGATIVE_INFINITY, "y", false));
    DataSet<Tuple4<Long, Double, String, Boolean>> data =
        env.fromCollection(rows, Types.TUPLE(Types.LONG, Types.DOUBLE, Types.STRING, Types.BOOLEAN))
            .rebalance();

    Tuple summary = DataSetUtils.summarize(data);

    NumericColumnSummary<Long> whole = (NumericColumnSummary<Long>) summary.getField(0);
    assertEquals(102, whole.getTotalCount());
    assertEquals(-7L, whole.getMin());
    assertEquals(100L, whole.getMax());
    assertEquals(5043L, whole.getSum());
    assertEquals(5043 / 102.0, whole.getMean(), 1e-9);
    NumericColumnSummary<Double> broken = (NumericColumnSummary<Double>) summary.getField(1);
    assertEquals(2, broken.getMissingCount());
    assertEquals(1, broken.getNanCount());
    assertEquals(1, broken.getInfinityCount());
    assertEquals(100, broken.getNonMissingCount());
    assertEquals(0.25, broken.getMin());
    assertEquals(25.0, broken.getMax());
    // n (n + 1) / 12 is the variance of the sample 1..n, each value a quarter of it
    assertEquals(100 * 101 / 12.0 / 16, broken.getVariance(), 1e-9);
    assertEquals(Math.sqrt(100 * 101 / 12.0 / 16), broken.getStandardDeviation(), 1e-9);
    StringColumnSummary text = (StringColumnSummary) summary.getField(2);
    assertEquals(11, text.getEmptyCount());
    assertEquals(0, text.getMinLength());
    assertEquals(9, text.getMaxLength());
    assertEquals(451 / 102.0, text.getMeanLength(), 1e-9);
    BooleanColumnSummary truth = (BooleanColumnSummary) summary.getField(3);
    assertEquals(25, truth.getTrueCount());
    assertEquals(77, truth.getFalseCount());
    assertFalse(truth.containsNull());
  }

  @Test
  @SuppressWarnings("unchecked")
  void whenThereIsNoRecordThenFiguresAreNull() throws Exception {
    DataSet<Tuple2<Integer, String>> none =
        env.fromCollection(
            Collections.<Tuple2<Integer, String>>emptyList(), Types.TUPLE(Types.INT, Types.STRING));

    Tuple summary = DataSetUtils.summarize(none);

    NumericColumnSummary<Integer> numbers = (NumericColumnSummary<Integer>) summary.getField(0);
    assertEquals(0, numbers.getTotalCount());
    assertNull(numbers.getMean());
    assertNull(((StringColumnSummary) summary.getField(1)).getMaxLength());
  }

  @Test
  void whenRecordsAreNoTuplesThenTheTypeIsNamed() {
    DataSet<?> numbers = env.generateSequence(1, 2);

    @SuppressWarnings({"unchecked", "rawtypes"})
    InvalidProgramException refused =
        assertThrows(
            InvalidProgramException.class, () -> DataSetUtils.summarize((DataSet) numbers));

    assertTrue(refused.getMessage().contains("Long"), refused.getMessage());
  }

  @Test
  void shouldSumHashCodesInAnyOrder() throws Exception {
    List<Long> numbers = new ArrayList<>();
    long expected = 0;
    for (long i = -500; i < 500; i++) {
      numbers.add(i);
      expected += Long.hashCode(i) & 0xffffffffL;
    }
    ChecksumHashCode first = DataSetUtils.checksumHashCode(env.fromCollection(numbers));
    Collections.reverse(numbers);
    ChecksumHashCode second =
        DataSetUtils.checksumHashCode(env.fromCollection(numbers).rebalance());

    assertEquals(new ChecksumHashCode(1000, expected), first);
    assertEquals(first, second);
  }

  @Test
  void shouldReplaceTheInputOfAPlaceholder() throws Exception {
    NoOpOperator<Long> placeholder = new NoOpOperator<>(env.generateSequence(1, 3), Types.LONG);
    DataSet<Long> doubled = placeholder.map(number -> number * 2).returns(Types.LONG);

    placeholder.setInput(env.generateSequence(10, 11));

    assertEquals(List.of(20L, 22L), doubled.collect().stream().sorted().toList());
  }

  @Test
  void shouldChangeAndCutStringsInPlace() {
    StringValue text = new StringValue("To BE, or\tnot");
    StringValueUtils.toLowerCase(text);
    StringValueUtils.replaceNonWordChars(text, ' ');
    StringValueUtils.WhitespaceTokenizer tokenizer = new StringValueUtils.WhitespaceTokenizer();
    tokenizer.setStringToTokenize(text);

    List<String> tokens = new ArrayList<>();
    StringValue token = new StringValue();
    while (tokenizer.next(token)) {
      tokens.add(token.getValue());
    }

    assertEquals(List.of("to", "be", "or", "not"), tokens);
  }
}
