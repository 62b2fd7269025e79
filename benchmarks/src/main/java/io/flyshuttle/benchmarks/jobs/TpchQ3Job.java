// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * B3: query 3 of TPC-H, without its last ten: revenue of orders not shipped yet, customers of one
 * segment. Arguments: parallelism, rows of lineitem, directory of the tables, that of tables to
 * warm up with.
 */
public final class TpchQ3Job {
  private static final String DATE = "1995-03-15";
  private static final String SEGMENT = "BUILDING";

  private TpchQ3Job() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long rows = Long.parseLong(args[1]);
    job(parallelism, args[3]);
    Measurement.run(0, rows, count -> job(parallelism, args[2]));
  }

  private static void job(int parallelism, String directory) throws Exception {
    ExecutionEnvironment env = BatchEnvironment.with(parallelism);
    DataSet<Tuple2<Long, String>> customers =
        env.readCsvFile(directory + "/customer.tbl")
            .fieldDelimiter("|")
            .includeFields("10000010")
            .types(Long.class, String.class)
            .filter(new OfSegment());
    DataSet<Tuple4<Long, Long, String, Long>> orders =
        env.readCsvFile(directory + "/orders.tbl")
            .fieldDelimiter("|")
            .includeFields("110010010")
            .types(Long.class, Long.class, String.class, Long.class)
            .filter(new OrderedBefore());
    DataSet<Tuple2<Long, Long>> items =
        env.readCsvFile(directory + "/lineitem.tbl")
            .fieldDelimiter("|")
            .includeFields("1000011000100000")
            .types(Long.class, Double.class, Double.class, String.class)
            .filter(new ShippedAfter())
            .map(new Revenue());
    customers
        .join(orders)
        .where(0)
        .equalTo(1)
        .with(new OrderOfCustomer())
        .join(items)
        .where(0)
        .equalTo(0)
        .with(new ItemOfOrder())
        .groupBy(0, 1, 2)
        .sum(3)
        .output(
            new ChecksumOutput<>(
                row ->
                    Measurement.mix(row.f0)
                        * Measurement.mix(row.f1.hashCode() + row.f2)
                        * Measurement.mix(row.f3)));
    Measurement.start();
    env.execute("TPC-H Q3");
  }

  /** Customers of the segment. */
  public static final class OfSegment implements FilterFunction<Tuple2<Long, String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Tuple2<Long, String> customer) {
      return customer.f1.equals(SEGMENT);
    }
  }

  /** Orders before the date. */
  public static final class OrderedBefore
      implements FilterFunction<Tuple4<Long, Long, String, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Tuple4<Long, Long, String, Long> order) {
      return order.f2.compareTo(DATE) < 0;
    }
  }

  /** Items shipped after the date. */
  public static final class ShippedAfter
      implements FilterFunction<Tuple4<Long, Double, Double, String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Tuple4<Long, Double, Double, String> item) {
      return item.f3.compareTo(DATE) > 0;
    }
  }

  /** Revenue of an item in hundredths of cents, a whole number: sums do not depend on order. */
  public static final class Revenue
      implements MapFunction<Tuple4<Long, Double, Double, String>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> map(Tuple4<Long, Double, Double, String> item) {
      return new Tuple2<>(item.f0, Math.round(item.f1 * 100) * (100 - Math.round(item.f2 * 100)));
    }
  }

  /** An order of a customer of the segment. */
  public static final class OrderOfCustomer
      implements JoinFunction<
          Tuple2<Long, String>, Tuple4<Long, Long, String, Long>, Tuple3<Long, String, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple3<Long, String, Long> join(
        Tuple2<Long, String> customer, Tuple4<Long, Long, String, Long> order) {
      return new Tuple3<>(order.f0, order.f2, order.f3);
    }
  }

  /** An item with its order's date and priority. */
  public static final class ItemOfOrder
      implements JoinFunction<
          Tuple3<Long, String, Long>, Tuple2<Long, Long>, Tuple4<Long, String, Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple4<Long, String, Long, Long> join(
        Tuple3<Long, String, Long> order, Tuple2<Long, Long> item) {
      return new Tuple4<>(order.f0, order.f1, order.f2, item.f1);
    }
  }
}
