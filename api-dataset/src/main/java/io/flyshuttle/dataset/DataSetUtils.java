// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.format.DataDistribution;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.rich.RichMapPartitionFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.GenericTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.PartitionOperatorBase.PartitionMethod;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.dataset.summarize.ColumnSummarizer;
import io.flyshuttle.operators.sample.BernoulliSample;
import io.flyshuttle.operators.sample.FixedSizeSample;
import java.util.Arrays;
import java.util.List;

/** Operations on data sets that are made of others. */
public final class DataSetUtils {
  private static final String COUNTS = "counts";

  private DataSetUtils() {}

  /** How many records each subtask has: pairs of subtask and number. */
  public static <T> DataSet<Tuple2<Integer, Long>> countElementsPerPartition(DataSet<T> input) {
    TypeInformation<Tuple2<Integer, Long>> type =
        new TupleTypeInfo<>(BasicTypeInfo.INT_TYPE_INFO, BasicTypeInfo.LONG_TYPE_INFO);
    return input.mapPartition(new CountPerSubtask<T>()).returns(type).name("Count per subtask");
  }

  /**
   * Numbers the records from 0 on without gaps, in the order of subtasks. Reads the data twice, so
   * it must come the same way both times.
   */
  public static <T> DataSet<Tuple2<Long, T>> zipWithIndex(DataSet<T> input) {
    return input
        .mapPartition(new NumberConsecutively<T>())
        .withBroadcastSet(countElementsPerPartition(input), COUNTS)
        .returns(new TupleTypeInfo<Tuple2<Long, T>>(BasicTypeInfo.LONG_TYPE_INFO, input.getType()))
        .name("Zip with index");
  }

  /** Gives each record a number that no other has. Numbers have gaps. */
  public static <T> DataSet<Tuple2<Long, T>> zipWithUniqueId(DataSet<T> input) {
    return input
        .mapPartition(new NumberUniquely<T>())
        .returns(new TupleTypeInfo<Tuple2<Long, T>>(BasicTypeInfo.LONG_TYPE_INFO, input.getType()))
        .name("Zip with unique id");
  }

  /**
   * Runs the program and counts the records and the sum of their hash codes, which is the same for
   * any order. Meant for tests.
   */
  public static <T> ChecksumHashCode checksumHashCode(DataSet<T> input) throws Exception {
    List<Tuple2<Long, Long>> parts =
        input
            .mapPartition(new SumHashCodes<T>())
            .returns(
                new TupleTypeInfo<Tuple2<Long, Long>>(
                    BasicTypeInfo.LONG_TYPE_INFO, BasicTypeInfo.LONG_TYPE_INFO))
            .name("Sum of hash codes")
            .collect();
    ChecksumHashCode sum = new ChecksumHashCode();
    parts.forEach(part -> sum.add(new ChecksumHashCode(part.f0, part.f1)));
    return sum;
  }

  /**
   * Runs the program and sums up each column of tuples in one pass: numbers, strings and truth
   * values by their figures, all else by counts.
   *
   * @return a tuple of {@link io.flyshuttle.dataset.summarize.ColumnSummary}s
   */
  @SuppressWarnings("unchecked")
  public static <R extends Tuple, T extends Tuple> R summarize(DataSet<T> input) throws Exception {
    if (!(input.getType() instanceof TupleTypeInfo<?> type)) {
      throw new InvalidProgramException(
          "only columns of tuples can be summed up, not those of " + input.getType());
    }
    int arity = type.getArity();
    List<ColumnSummarizer[]> parts =
        input
            .mapPartition(new SumColumns<T>(arity))
            .returns(new GenericTypeInfo<>(ColumnSummarizer[].class))
            .name("Sum up columns")
            .collect();
    R summary = (R) Tuple.newInstance(arity);
    for (int i = 0; i < arity; i++) {
      ColumnSummarizer column = new ColumnSummarizer();
      for (ColumnSummarizer[] part : parts) {
        column.merge(part[i]);
      }
      summary.setField(column.summary(type.getTypeAt(i).getTypeClass()), i);
    }
    return summary;
  }

  /** Takes each record with the given chance; with replacement, so often on average. */
  public static <T> MapPartitionOperator<T, T> sample(
      DataSet<T> input, boolean withReplacement, double fraction) {
    return sample(input, withReplacement, fraction, System.nanoTime());
  }

  /** Takes each record with the given chance; with replacement, so often on average. */
  public static <T> MapPartitionOperator<T, T> sample(
      DataSet<T> input, boolean withReplacement, double fraction, long seed) {
    return input
        .mapPartition(new BernoulliSample<T>(withReplacement, fraction, seed))
        .returns(input.getType());
  }

  /** Takes so many records at random, or all if there are fewer. */
  public static <T> DataSet<T> sampleWithSize(
      DataSet<T> input, boolean withReplacement, int numSamples) {
    return sampleWithSize(input, withReplacement, numSamples, System.nanoTime());
  }

  /** Takes so many records at random, or all if there are fewer. */
  public static <T> DataSet<T> sampleWithSize(
      DataSet<T> input, boolean withReplacement, int numSamples, long seed) {
    TypeInformation<Tuple2<Double, T>> weighted =
        new TupleTypeInfo<>(BasicTypeInfo.DOUBLE_TYPE_INFO, input.getType());
    return input
        .mapPartition(new FixedSizeSample.OfSubtask<T>(withReplacement, numSamples, seed))
        .returns(weighted)
        .name("Sample per subtask")
        .reduceGroup(new FixedSizeSample.OfAll<T>(numSamples))
        .returns(input.getType())
        .name("Sample");
  }

  /** Spreads records by given ranges of tuple fields. */
  public static <T> PartitionOperator<T> partitionByRange(
      DataSet<T> input, DataDistribution distribution, int... fields) {
    return ranges(input, distribution, new Keys.ExpressionKeys<>(fields, input.getType()));
  }

  /** Spreads records by given ranges of fields. */
  public static <T> PartitionOperator<T> partitionByRange(
      DataSet<T> input, DataDistribution distribution, String... fields) {
    return ranges(input, distribution, new Keys.ExpressionKeys<>(fields, input.getType()));
  }

  /** Spreads records by given ranges of a key. */
  public static <T, K extends Comparable<K>> PartitionOperator<T> partitionByRange(
      DataSet<T> input, DataDistribution distribution, KeySelector<T, K> keyExtractor) {
    return ranges(input, distribution, DataSet.selectorKeys(input, keyExtractor));
  }

  private static <T> PartitionOperator<T> ranges(
      DataSet<T> input, DataDistribution distribution, Keys<T> keys) {
    return new PartitionOperator<>(
        input, PartitionMethod.RANGE, keys, distribution, CallSite.current());
  }

  /** How many bits a number needs. */
  public static int getBitSize(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(value);
  }

  private static final class CountPerSubtask<T>
      extends RichMapPartitionFunction<T, Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(Iterable<T> values, Collector<Tuple2<Integer, Long>> out) {
      long count = 0;
      for (T ignored : values) {
        count++;
      }
      out.collect(new Tuple2<>(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), count));
    }
  }

  private static final class NumberConsecutively<T>
      extends RichMapPartitionFunction<T, Tuple2<Long, T>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(Iterable<T> values, Collector<Tuple2<Long, T>> out) {
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      List<Tuple2<Integer, Long>> counts = getRuntimeContext().getBroadcastVariable(COUNTS);
      long next = 0;
      for (Tuple2<Integer, Long> count : counts) {
        next += count.f0 < subtask ? count.f1 : 0;
      }
      for (T value : values) {
        out.collect(new Tuple2<>(next++, value));
      }
    }
  }

  private static final class NumberUniquely<T>
      extends RichMapPartitionFunction<T, Tuple2<Long, T>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(Iterable<T> values, Collector<Tuple2<Long, T>> out) {
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      int shift = getBitSize(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() - 1);
      long count = 0;
      for (T value : values) {
        out.collect(new Tuple2<>((count++ << shift) + subtask, value));
      }
    }
  }

  private static final class SumHashCodes<T>
      extends RichMapPartitionFunction<T, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(Iterable<T> values, Collector<Tuple2<Long, Long>> out) {
      ChecksumHashCode sum = new ChecksumHashCode();
      values.forEach(sum::addRecord);
      out.collect(Tuple2.of(sum.getCount(), sum.getChecksum()));
    }
  }

  private static final class SumColumns<T extends Tuple>
      extends RichMapPartitionFunction<T, ColumnSummarizer[]> {
    private static final long serialVersionUID = 1L;

    private final int arity;

    SumColumns(int arity) {
      this.arity = arity;
    }

    @Override
    public void mapPartition(Iterable<T> values, Collector<ColumnSummarizer[]> out) {
      ColumnSummarizer[] columns = new ColumnSummarizer[arity];
      Arrays.setAll(columns, i -> new ColumnSummarizer());
      for (T value : values) {
        for (int i = 0; i < arity; i++) {
          columns[i].add(value.getField(i));
        }
      }
      out.collect(columns);
    }
  }
}
