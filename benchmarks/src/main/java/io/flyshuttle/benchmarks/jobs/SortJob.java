// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * B2: sorts records of 100 bytes by a key of 10 characters into files, one range each. Arguments:
 * parallelism, records, directory.
 */
public final class SortJob {

  private SortJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long records = Long.parseLong(args[1]);
    Path output = Path.of(args[2]);
    Measurement.run(records, records, count -> job(parallelism, count, output));
    verify(output, parallelism, records);
  }

  private static void job(int parallelism, long records, Path output) throws Exception {
    delete(output);
    ExecutionEnvironment env = BatchEnvironment.with(parallelism);
    env.generateSequence(1, records)
        .map(new Generator())
        .partitionByRange(0)
        .sortPartition(0, Order.ASCENDING)
        .writeAsCsv(output.toUri().toString(), "\n", " ");
    Measurement.start();
    env.execute("sort");
  }

  private static void delete(Path directory) throws Exception {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void verify(Path output, int parallelism, long records) throws Exception {
    String last = "";
    long count = 0;
    for (int part = 1; part <= parallelism; part++) {
      try (Stream<String> lines = Files.lines(output.resolve("" + part))) {
        for (String line : (Iterable<String>) lines::iterator) {
          if (line.compareTo(last) < 0) {
            throw new IllegalStateException("not sorted: " + last + " before " + line);
          }
          last = line;
          count++;
        }
      }
    }
    if (count != records) {
      throw new IllegalStateException(count + " records instead of " + records);
    }
  }

  /** Makes a key and a payload of a number. */
  public static final class Generator implements MapFunction<Long, Tuple2<String, String>> {
    private static final long serialVersionUID = 1L;
    private static final String PADDING = "x".repeat(72);

    @Override
    public Tuple2<String, String> map(Long number) {
      long random = Measurement.mix(number);
      char[] key = new char[10];
      for (int i = 0; i < key.length; i++) {
        key[i] = (char) ('!' + (random >>> i * 6 & 63));
      }
      String digits = Long.toString(1_000_000_000_000_000L + number);
      return new Tuple2<>(new String(key), digits + PADDING);
    }
  }
}
