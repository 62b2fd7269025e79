// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * B1: counts the words of a text file. Arguments: parallelism, megabytes of the file, file, file to
 * warm up with.
 */
public final class WordCountJob {

  private WordCountJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long megabytes = Long.parseLong(args[1]);
    job(parallelism, args[3]);
    Measurement.run(0, megabytes, count -> job(parallelism, args[2]));
  }

  private static void job(int parallelism, String input) throws Exception {
    ExecutionEnvironment env = BatchEnvironment.with(parallelism);
    env.readTextFile(input)
        .flatMap(new Splitter())
        .groupBy(0)
        .sum(1)
        .output(
            new ChecksumOutput<>(
                count -> Measurement.mix(count.f0.hashCode()) * Measurement.mix(count.f1)));
    Measurement.start();
    env.execute("WordCount");
  }

  /** Splits a line at its blanks. */
  public static final class Splitter implements FlatMapFunction<String, Tuple2<String, Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
      int start = 0;
      int length = line.length();
      for (int i = 0; i <= length; i++) {
        if (i == length || line.charAt(i) == ' ') {
          if (i > start) {
            out.collect(new Tuple2<>(line.substring(start, i), 1));
          }
          start = i + 1;
        }
      }
    }
  }
}
