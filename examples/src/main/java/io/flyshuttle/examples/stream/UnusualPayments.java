// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.process.KeyedCoProcessFunction;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/**
 * Payments of more than one and a half times the mean of their account's past. The past is a batch
 * program, whose result is the keyed state that the stream begins with: one program, one job.
 *
 * <p>{@code --past FILE} and {@code --input FILE} of lines "milliseconds,account,amount"; {@code
 * --output PATH}.
 */
public final class UnusualPayments {
  private static final TypeInformation<Tuple3<String, Long, Long>> PAYMENT =
      Types.TUPLE(Types.STRING, Types.LONG, Types.LONG);

  private UnusualPayments() {}

  private static Tuple3<String, Long, Long> payment(String line) {
    String[] fields = line.split(",");
    return Tuple3.of(fields[1], Long.parseLong(fields[2]), 1L);
  }

  /** Lines "account,amount,mean" of unusual payments; fractions of the mean are cut off. */
  static DataStream<String> results(DataSet<String> past, DataStream<String> payments) {
    DataSet<Tuple3<String, Long, Long>> sumsAndCounts =
        past.map(UnusualPayments::payment).returns(PAYMENT).groupBy(0).sum(1).andSum(2);
    return payments
        .getExecutionEnvironment()
        .fromDataSet(sumsAndCounts)
        .keyBy(account -> account.f0)
        .connect(
            payments.map(UnusualPayments::payment).returns(PAYMENT).keyBy(payment -> payment.f0))
        .firstInputFirst()
        .process(new CompareWithPast())
        .name("Compare with the past")
        .uid("past");
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment batch = ExecutionEnvironment.getExecutionEnvironment();
    DataSet<String> past =
        parameters.has("past")
            ? batch.readTextFile(parameters.get("past"))
            : batch.fromCollection(StreamFiles.bundled("payments.csv"));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamFiles.write(
        results(past, StreamFiles.lines(env, parameters, "input", "payments.csv")), parameters);
    env.execute("Unusual payments");
  }

  private static final class CompareWithPast
      extends KeyedCoProcessFunction<
          String, Tuple3<String, Long, Long>, Tuple3<String, Long, Long>, String> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> mean;

    @Override
    public void open(OpenContext context) {
      mean = getRuntimeContext().getState(new ValueStateDescriptor<>("mean", Types.LONG));
    }

    @Override
    public void processElement1(
        Tuple3<String, Long, Long> account, Context context, Collector<String> out)
        throws Exception {
      mean.update(account.f1 / account.f2);
    }

    @Override
    public void processElement2(
        Tuple3<String, Long, Long> payment, Context context, Collector<String> out)
        throws Exception {
      Long usual = mean.value();
      if (usual != null && 2 * payment.f1 > 3 * usual) {
        out.collect(payment.f0 + "," + payment.f1 + "," + usual);
      }
    }
  }
}
