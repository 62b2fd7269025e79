// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Checks the output of {@link TeraSort}: {@code --input <path>} is in order within each file and
 * from file to file, and, with {@code --original <path>}, has the records of the sort's input.
 * Prints {@code records <count> checksum <sum>}, or fails saying what is wrong.
 */
public final class TeraValidate {
  private TeraValidate() {}

  /** A record's key. */
  record Key(long head, int tail) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = Long.compare(head, other.head);
      return order != 0 ? order : Integer.compare(tail, other.tail);
    }
  }

  /**
   * What is known about the records of one file, or of all.
   *
   * @param file the number that the file's name is
   * @param misplaced how many records come after a greater one
   * @param checksum sum of the records' CRC-32
   */
  record Summary(int file, Key first, Key last, long records, long misplaced, long checksum) {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    Summary sorted = checkOrder(summarize(env, parameters.getRequired("input")).collect());
    if (parameters.has("original")) {
      long records = 0;
      long checksum = 0;
      for (Summary part : summarize(env, parameters.get("original")).collect()) {
        records += part.records();
        checksum += part.checksum();
      }
      if (records != sorted.records() || checksum != sorted.checksum()) {
        throw new IllegalStateException(
            String.format(
                "the original has %d records with checksum %x, the output %d with %x",
                records, checksum, sorted.records(), sorted.checksum()));
      }
    }
    System.out.printf("records %d checksum %x%n", sorted.records(), sorted.checksum());
  }

  private static DataSet<Summary> summarize(ExecutionEnvironment env, String path) {
    return env.createInput(new TeraFormat.Reader(path, true))
        .mapPartition(new Summarizer())
        .name("summarize");
  }

  /** Puts the summaries of files together; fails if anything is out of order. */
  static Summary checkOrder(List<Summary> files) {
    List<Summary> ordered = new ArrayList<>(files);
    ordered.sort(Comparator.comparingInt(Summary::file));
    long records = 0;
    long checksum = 0;
    Summary before = null;
    for (Summary file : ordered) {
      if (file.misplaced() > 0) {
        throw new IllegalStateException(
            "file " + file.file() + " has " + file.misplaced() + " records out of order");
      }
      if (before != null && before.last().compareTo(file.first()) > 0) {
        throw new IllegalStateException(
            "file " + file.file() + " begins before file " + before.file() + " ends");
      }
      records += file.records();
      checksum += file.checksum();
      before = file;
    }
    return new Summary(0, null, null, records, 0, checksum);
  }

  /** Sums up each file that a subtask reads, one after the other. */
  static final class Summarizer
      implements MapPartitionFunction<Tuple4<Long, Integer, byte[], Integer>, Summary> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(
        Iterable<Tuple4<Long, Integer, byte[], Integer>> records, Collector<Summary> out) {
      Summary file = null;
      for (Tuple4<Long, Integer, byte[], Integer> record : records) {
        Key key = new Key(record.f0, record.f1);
        CRC32 crc = new CRC32();
        crc.update(TeraFormat.bytes(record));
        if (file == null || file.file() != record.f3) {
          if (file != null) {
            out.collect(file);
          }
          file = new Summary(record.f3, key, key, 1, 0, crc.getValue());
        } else {
          file =
              new Summary(
                  file.file(),
                  file.first(),
                  key,
                  file.records() + 1,
                  file.misplaced() + (file.last().compareTo(key) > 0 ? 1 : 0),
                  file.checksum() + crc.getValue());
        }
      }
      if (file != null) {
        out.collect(file);
      }
    }
  }
}
