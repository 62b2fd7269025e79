// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple5;
import io.flyshuttle.core.tuple.Tuple6;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * TPC-H Q10, without its last sorting: the customers who sent parts back that they ordered in a
 * quarter, with the revenue that was lost.
 *
 * <p>{@code --tables <directory>} as {@link TpchTables} makes it; {@code --from} (1993-10-01) and
 * {@code --to} (1994-01-01, not included). The result has a line of {@code
 * customer,name,balance,nation,address,revenue}.
 */
public final class TpchQuery10 {
  private TpchQuery10() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    String tables = parameters.getRequired("tables");
    String from = parameters.get("from", "1993-10-01");
    String to = parameters.get("to", "1994-01-01");

    DataSet<Tuple5<Long, String, String, Long, Double>> customers =
        env.readCsvFile(tables + "/customer.tbl")
            .fieldDelimiter("|")
            .includeFields("11110100")
            .types(Long.class, String.class, String.class, Long.class, Double.class);
    DataSet<Tuple2<Long, Long>> orders =
        env.readCsvFile(tables + "/orders.tbl")
            .fieldDelimiter("|")
            .includeFields("110010000")
            .types(Long.class, Long.class, String.class)
            .filter(order -> order.f2.compareTo(from) >= 0 && order.f2.compareTo(to) < 0)
            .project(0, 1);
    DataSet<Tuple2<Long, Double>> returned =
        env.readCsvFile(tables + "/lineitem.tbl")
            .fieldDelimiter("|")
            .includeFields("1000011010000000")
            .types(Long.class, Double.class, Double.class, String.class)
            .filter(item -> item.f3.equals("R"))
            .map(item -> Tuple2.of(item.f0, item.f1 * (1 - item.f2)))
            .returns(Types.TUPLE(Types.LONG, Types.DOUBLE));
    DataSet<Tuple2<Long, String>> nations =
        env.readCsvFile(tables + "/nation.tbl")
            .fieldDelimiter("|")
            .includeFields("1100")
            .types(Long.class, String.class);

    DataSet<Tuple2<Long, Double>> lost =
        orders
            .joinWithHuge(returned)
            .where(0)
            .equalTo(0)
            .<Tuple2<Long, Double>>projectFirst(1)
            .<Tuple2<Long, Double>>projectSecond(1)
            .groupBy(0)
            .sum(1);
    DataSet<Tuple6<Long, String, Double, String, String, Double>> result =
        customers
            .joinWithTiny(nations)
            .where(3)
            .equalTo(0)
            .with(
                (customer, nation) ->
                    Tuple5.of(customer.f0, customer.f1, customer.f4, nation.f1, customer.f2))
            .returns(
                Types.TUPLE(Types.LONG, Types.STRING, Types.DOUBLE, Types.STRING, Types.STRING))
            .join(lost)
            .where(0)
            .equalTo(0)
            .projectFirst(0, 1, 2, 3, 4)
            .projectSecond(1);

    Results.emit(result, parameters, env, "TPC-H Q10");
  }
}
