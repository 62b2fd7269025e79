// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.plain;

import io.flyshuttle.benchmarks.jobs.Measurement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** B1 by hand: the limit. Arguments: threads, megabytes of the input, input. */
public final class WordCountPlain {

  private WordCountPlain() {}

  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[0]);
    long megabytes = Long.parseLong(args[1]);
    Path input = Path.of(args[2]);
    Measurement.run(megabytes, megabytes, size -> job(threads, input));
  }

  private static void job(int threads, Path input) throws Exception {
    Measurement.start();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    Map<String, int[]> counts = new HashMap<>();
    try {
      long size = Files.size(input);
      List<Future<Map<String, int[]>>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        long from = size * i / threads;
        long to = size * (i + 1) / threads;
        Callable<Map<String, int[]>> part = () -> count(input, from, to);
        parts.add(executor.submit(part));
      }
      for (Future<Map<String, int[]>> part : parts) {
        part.get().forEach((word, n) -> counts.computeIfAbsent(word, w -> new int[1])[0] += n[0]);
      }
    } finally {
      executor.shutdown();
    }
    counts.forEach(
        (word, n) -> Measurement.add(Measurement.mix(word.hashCode()) * Measurement.mix(n[0])));
  }

  /** Counts the words of the lines that begin in [from, to). */
  private static Map<String, int[]> count(Path input, long from, long to) throws IOException {
    Map<String, int[]> counts = new HashMap<>();
    try (FileChannel channel = FileChannel.open(input, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
      byte[] word = new byte[1 << 16];
      int length = 0;
      long position = from == 0 ? 0 : from - 1;
      boolean inside = from == 0;
      channel.position(position);
      boolean done = false;
      while (!done && channel.read(buffer.clear()) > 0) {
        byte[] bytes = buffer.array();
        int limit = buffer.position();
        for (int i = 0; i < limit && !done; i++, position++) {
          byte b = bytes[i];
          if (!inside) {
            inside = b == '\n';
            continue;
          }
          if (b == ' ' || b == '\n') {
            if (length > 0) {
              String key = new String(word, 0, length, StandardCharsets.UTF_8);
              counts.computeIfAbsent(key, w -> new int[1])[0]++;
              length = 0;
            }
            done = b == '\n' && position + 1 >= to;
          } else {
            word[length++] = b;
          }
        }
      }
      if (length > 0) {
        String key = new String(word, 0, length, StandardCharsets.UTF_8);
        counts.computeIfAbsent(key, w -> new int[1])[0]++;
      }
    }
    return counts;
  }
}
