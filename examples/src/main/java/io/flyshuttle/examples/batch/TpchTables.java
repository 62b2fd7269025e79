// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * Makes small tables in the form of TPC-H, with {@code |} behind each field: those columns that Q3
 * and Q10 read hold random values, the others an {@code x}. {@code TpchTables <directory>
 * <customers>} writes customer.tbl, orders.tbl, lineitem.tbl and nation.tbl, the same every time.
 */
public final class TpchTables {
  private static final String[] SEGMENTS = {
    "AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD"
  };
  private static final String[] NATIONS = {"ALGERIA", "BRAZIL", "CANADA", "FRANCE", "JAPAN"};
  private static final String[] FLAGS = {"R", "A", "N"};
  private static final LocalDate FIRST_DAY = LocalDate.of(1992, 1, 1);
  private static final int DAYS = 2400;

  private TpchTables() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: TpchTables DIRECTORY CUSTOMERS");
      System.exit(2);
    }
    write(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  static void write(Path directory, int customers) throws IOException {
    Random random = new Random(7);
    Files.createDirectories(directory);
    try (PrintWriter nation = open(directory, "nation");
        PrintWriter customer = open(directory, "customer");
        PrintWriter orders = open(directory, "orders");
        PrintWriter lineitem = open(directory, "lineitem")) {
      for (int i = 0; i < NATIONS.length; i++) {
        row(nation, i, NATIONS[i], "x", "x");
      }
      long order = 0;
      for (int c = 1; c <= customers; c++) {
        row(
            customer,
            c,
            "Customer#" + c,
            "street " + c,
            random.nextInt(NATIONS.length),
            "x",
            money(random.nextInt(1_000_000)),
            SEGMENTS[random.nextInt(SEGMENTS.length)],
            "x");
        for (int o = random.nextInt(20); o > 0; o--) {
          order++;
          LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS));
          row(orders, order, c, "x", "x", day, "x", "x", random.nextInt(2), "x");
          for (int l = 1 + random.nextInt(7); l > 0; l--) {
            lineitem(lineitem, order, day, random);
          }
        }
      }
    }
  }

  private static void lineitem(PrintWriter out, long order, LocalDate day, Random random) {
    String price = money(100_00 + random.nextInt(100_000_00));
    String discount = money(random.nextInt(11));
    String flag = FLAGS[random.nextInt(FLAGS.length)];
    LocalDate shipped = day.plusDays(1 + random.nextInt(120));
    row(
        out, order, "x", "x", "x", "x", price, discount, "x", flag, "x", shipped, "x", "x", "x",
        "x", "x");
  }

  private static String money(int cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  private static PrintWriter open(Path directory, String table) throws IOException {
    return new PrintWriter(
        Files.newBufferedWriter(directory.resolve(table + ".tbl"), StandardCharsets.UTF_8));
  }

  private static void row(PrintWriter out, Object... fields) {
    for (Object field : fields) {
      out.print(field);
      out.print('|');
    }
    out.print('\n');
  }
}
