// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.rich.RichMapPartitionFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple5;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts {@code --records} of 100 bytes as a whole, by ranges and then in each, writes them, and
 * checks: number, sum of checksums, order in each range and between ranges.
 */
public final class RangeSort {
  private static final TypeHint<Tuple2<String, String>> RECORD = new TypeHint<>() {};
  private static final TypeHint<Tuple5<Integer, Long, Long, String, String>> SUMMARY =
      new TypeHint<>() {};

  private RangeSort() {}

  /** A key of ten characters and a value of ninety. */
  static Tuple2<String, String> record(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    String text = String.format("%016x", mixed ^ mixed >>> 29);
    return Tuple2.of(text.substring(0, 10), (text.repeat(6)).substring(0, 90));
  }

  private static long checksum(Tuple2<String, String> record) {
    return record.f0.hashCode() * 31L + record.f1.hashCode();
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    long count = parameters.getLong("records");
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parameters.getInt("parallelism"));
    env.generateSequence(0, count - 1)
        .map(RangeSort::record)
        .returns(RECORD)
        .partitionByRange(0)
        .sortPartition(0, Order.ASCENDING)
        .writeAsCsv(parameters.getRequired("output"), "\n", ",", WriteMode.OVERWRITE);
    env.execute("range sort");

    long expected = 0;
    for (long n = 0; n < count; n++) {
      expected += checksum(record(n));
    }
    long records = 0;
    long checksums = 0;
    String last = "";
    boolean sorted = true;
    for (int file = 1; file <= parameters.getInt("parallelism"); file++) {
      DataSet<Tuple2<String, String>> part =
          env.readCsvFile(parameters.getRequired("output") + "/" + file)
              .types(String.class, String.class)
              // one reader, so that the order of the file is seen
              .setParallelism(1);
      List<Tuple5<Integer, Long, Long, String, String>> summaries =
          part.mapPartition(new Summary()).setParallelism(1).returns(SUMMARY).collect();
      summaries.sort(Comparator.comparing(summary -> summary.f3));
      for (Tuple5<Integer, Long, Long, String, String> summary : summaries) {
        sorted &= summary.f0 == 1 && last.compareTo(summary.f3) <= 0;
        records += summary.f1;
        checksums += summary.f2;
        last = summary.f4;
      }
    }
    System.out.println("sorted=" + sorted);
    System.out.println("records=" + records);
    System.out.println("checksum=" + (checksums == expected));
  }

  /** Whether a file is sorted, how much is in it, and its first and last key. */
  public static final class Summary
      extends RichMapPartitionFunction<
          Tuple2<String, String>, Tuple5<Integer, Long, Long, String, String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(
        Iterable<Tuple2<String, String>> records,
        Collector<Tuple5<Integer, Long, Long, String, String>> out) {
      String first = null;
      String last = null;
      long count = 0;
      long checksums = 0;
      boolean sorted = true;
      for (Tuple2<String, String> record : records) {
        first = first == null ? record.f0 : first;
        sorted &= last == null || last.compareTo(record.f0) <= 0;
        last = record.f0;
        count++;
        checksums += checksum(record);
      }
      if (first != null) {
        out.collect(Tuple5.of(sorted ? 1 : 0, count, checksums, first, last));
      }
    }
  }
}
