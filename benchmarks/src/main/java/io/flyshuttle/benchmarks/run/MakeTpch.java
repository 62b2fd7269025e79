// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * Writes the three tables of TPC-H's query 3 with all columns and the distributions that matter to
 * it: 1,500,000 orders are scale factor 1. Arguments: directory, orders.
 */
public final class MakeTpch {
  private static final String[] SEGMENTS = {
    "AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD"
  };
  private static final String[] PRIORITIES = {
    "1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"
  };
  private static final String[] MODES = {"REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"};
  private static final String TEXT =
      "quickly final deposits sleep carefully against the pending packages along regular requests";
  private static final int DAYS = 2406;

  private MakeTpch() {}

  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    long orders = Long.parseLong(args[1]);
    long customers = orders / 10;
    SplittableRandom random = new SplittableRandom(7);
    String[] dates = new String[DAYS + 200];
    for (int i = 0; i < dates.length; i++) {
      dates[i] = LocalDate.of(1992, 1, 1).plusDays(i).toString();
    }
    try (BufferedWriter out = writer(directory.resolve("customer.tbl"))) {
      for (long i = 1; i <= customers; i++) {
        out.write(
            String.format("%d|Customer#%09d|", i, i)
                + comment(random, 25)
                + "|13|25-989-741-2988|"
                + money(random, 900_000)
                + "|"
                + SEGMENTS[random.nextInt(SEGMENTS.length)]
                + "|"
                + comment(random, 60)
                + "|\n");
      }
    }
    try (BufferedWriter out = writer(directory.resolve("orders.tbl"));
        BufferedWriter items = writer(directory.resolve("lineitem.tbl"))) {
      for (long i = 1; i <= orders; i++) {
        long key = (i / 8 * 32) + i % 8;
        int day = random.nextInt(DAYS);
        out.write(
            key
                + "|"
                + (1 + random.nextLong(customers))
                + "|O|"
                + money(random, 40_000_000)
                + "|"
                + dates[day]
                + "|"
                + PRIORITIES[random.nextInt(PRIORITIES.length)]
                + "|Clerk#000000951|0|"
                + comment(random, 45)
                + "|\n");
        int count = 1 + random.nextInt(7);
        for (int line = 1; line <= count; line++) {
          items.write(item(random, key, line, day, dates));
        }
      }
    }
  }

  private static String item(
      SplittableRandom random, long order, int line, int day, String[] dates) {
    int shipped = day + 1 + random.nextInt(121);
    return order
        + "|"
        + random.nextInt(1, 200_000)
        + "|"
        + random.nextInt(1, 10_000)
        + "|"
        + line
        + "|"
        + random.nextInt(1, 51)
        + "|"
        + money(random, 9_000_000)
        + "|0.0"
        + random.nextInt(10)
        + "|0.0"
        + random.nextInt(9)
        + "|N|O|"
        + dates[shipped]
        + "|"
        + dates[day + random.nextInt(30, 91)]
        + "|"
        + dates[shipped + 1 + random.nextInt(30)]
        + "|DELIVER IN PERSON|"
        + MODES[random.nextInt(MODES.length)]
        + "|"
        + comment(random, 26)
        + "|\n";
  }

  private static String money(SplittableRandom random, int mostCents) {
    int cents = random.nextInt(90_000, mostCents);
    return cents / 100 + "." + cents % 100 / 10 + cents % 10;
  }

  private static String comment(SplittableRandom random, int length) {
    int start = random.nextInt(TEXT.length() - length);
    return TEXT.substring(start, start + length);
  }

  private static BufferedWriter writer(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
  }
}
