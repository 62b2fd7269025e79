// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/**
 * S6: running sum by key, string keys, a POJO of five fields. Arguments: parallelism, records,
 * keys.
 */
public final class PojoJob {

  private PojoJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long records = Long.parseLong(args[1]);
    long keys = Long.parseLong(args[2]);
    Measurement.run(records / 2, records, count -> job(parallelism, count, keys));
  }

  private static void job(int parallelism, long records, long keys) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    env.getConfig().enableObjectReuse();
    env.addSource(
            new RandomSource<>(
                records,
                0,
                Types.POJO(Order.class),
                (index, random) ->
                    new Order("customer-" + random % keys, index, 1.5, (int) (random % 7), true)))
        .keyBy(order -> order.customer)
        .sum("amount")
        .addSink(
            new ChecksumSink<>(
                order -> Measurement.mix(order.customer.hashCode()) * (long) (order.amount * 2)));
    env.execute("keyed sum of orders");
  }

  /** An order of a customer. */
  public static final class Order {
    public String customer;
    public long number;
    public double amount;
    public int product;
    public boolean paid;

    public Order() {}

    Order(String customer, long number, double amount, int product, boolean paid) {
      this.customer = customer;
      this.number = number;
      this.amount = amount;
      this.product = product;
      this.paid = paid;
    }
  }
}
