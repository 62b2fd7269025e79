// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple1;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * TPC-H Q3, without its last sorting: the orders of one market segment that were not shipped by a
 * day, with what they bring in.
 *
 * <p>{@code --tables <directory>} as {@link TpchTables} makes it; {@code --segment} (BUILDING) and
 * {@code --date} (1995-03-15). The result has a line of {@code order,revenue,date,priority}.
 */
public final class TpchQuery3 {
  private TpchQuery3() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    String tables = parameters.getRequired("tables");
    String segment = parameters.get("segment", "BUILDING");
    String date = parameters.get("date", "1995-03-15");

    DataSet<Tuple1<Long>> customers =
        env.readCsvFile(tables + "/customer.tbl")
            .fieldDelimiter("|")
            .includeFields("10000010")
            .types(Long.class, String.class)
            .filter(customer -> customer.f1.equals(segment))
            .project(0);
    DataSet<Tuple4<Long, Long, String, Integer>> orders =
        env.readCsvFile(tables + "/orders.tbl")
            .fieldDelimiter("|")
            .includeFields("110010010")
            .types(Long.class, Long.class, String.class, Integer.class)
            .filter(order -> order.f2.compareTo(date) < 0);
    // Dates of this form compare as text does.
    DataSet<Tuple2<Long, Double>> revenues =
        env.readCsvFile(tables + "/lineitem.tbl")
            .fieldDelimiter("|")
            .includeFields("1000011000100000")
            .types(Long.class, Double.class, Double.class, String.class)
            .filter(item -> item.f3.compareTo(date) > 0)
            .map(item -> Tuple2.of(item.f0, item.f1 * (1 - item.f2)))
            .returns(Types.TUPLE(Types.LONG, Types.DOUBLE));

    DataSet<Tuple4<Long, Double, String, Integer>> result =
        customers
            .join(orders)
            .where(0)
            .equalTo(1)
            .with((customer, order) -> order)
            .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.STRING, Types.INT))
            .join(revenues)
            .where(0)
            .equalTo(0)
            .with((order, item) -> Tuple4.of(order.f0, item.f1, order.f2, order.f3))
            .returns(Types.TUPLE(Types.LONG, Types.DOUBLE, Types.STRING, Types.INT))
            .groupBy(0, 2, 3)
            .sum(1);

    Results.emit(result, parameters, env, "TPC-H Q3");
  }
}
