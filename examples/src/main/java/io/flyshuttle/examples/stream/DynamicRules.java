// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReadOnlyBroadcastState;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.process.KeyedBroadcastProcessFunction;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Payments checked by rules that change while the job runs. A rule holds from a time on, until a
 * later one of its name takes its place or, with no limit, removes it. A payment waits in state
 * until the watermark says that all rules of its time are known, so the alerts do not depend on
 * which stream is faster.
 *
 * <p>{@code --payments FILE} of lines "milliseconds,account,amount"; {@code --rules FILE} of lines
 * "milliseconds,name,limit", name is large (one payment) or sum (of an account so far); {@code
 * --output PATH}.
 */
public final class DynamicRules {
  private static final TypeInformation<Tuple3<Long, String, Long>> RECORD =
      Types.TUPLE(Types.LONG, Types.STRING, Types.LONG);

  /** Limits by time and name: "20000 large". A limit below zero removes the rule. */
  private static final MapStateDescriptor<String, Tuple3<Long, String, Long>> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, RECORD);

  private DynamicRules() {}

  /** Lines "milliseconds,account,amount,rule". */
  static DataStream<String> results(DataStream<String> payments, DataStream<String> rules) {
    return timed(payments)
        .keyBy(payment -> payment.f1)
        .connect(timed(rules).broadcast(RULES))
        .process(new Check());
  }

  private static DataStream<Tuple3<Long, String, Long>> timed(DataStream<String> lines) {
    return lines
        .map(
            line -> {
              String[] fields = line.split(",", 3);
              long number = fields[2].isEmpty() ? -1 : Long.parseLong(fields[2]);
              return Tuple3.of(Long.parseLong(fields[0]), fields[1], number);
            })
        .returns(RECORD)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<Long, String, Long>>forMonotonousTimestamps()
                .withTimestampAssigner((record, before) -> record.f0));
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamFiles.write(
        results(
            StreamFiles.lines(env, parameters, "payments", "payments.csv"),
            StreamFiles.lines(env, parameters, "rules", "rules.csv")),
        parameters);
    env.execute("Dynamic rules");
  }

  private static final class Check
      extends KeyedBroadcastProcessFunction<
          String, Tuple3<Long, String, Long>, Tuple3<Long, String, Long>, String> {
    private static final long serialVersionUID = 1L;

    private transient ListState<Tuple3<Long, String, Long>> waiting;
    private transient ValueState<Long> paid;

    @Override
    public void open(OpenContext context) {
      waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", RECORD));
      paid = getRuntimeContext().getState(new ValueStateDescriptor<>("paid", Types.LONG));
    }

    @Override
    public void processBroadcastElement(
        Tuple3<Long, String, Long> rule, Context context, Collector<String> out) throws Exception {
      context.getBroadcastState(RULES).put(rule.f0 + " " + rule.f1, rule);
    }

    @Override
    public void processElement(
        Tuple3<Long, String, Long> payment, ReadOnlyContext context, Collector<String> out)
        throws Exception {
      waiting.add(payment);
      context.timerService().registerEventTimeTimer(payment.f0);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      List<Tuple3<Long, String, Long>> due = new ArrayList<>();
      List<Tuple3<Long, String, Long>> later = new ArrayList<>();
      for (Tuple3<Long, String, Long> payment : waiting.get()) {
        (payment.f0 <= timestamp ? due : later).add(payment);
      }
      waiting.update(later);
      due.sort(Comparator.comparing(payment -> payment.f0));
      ReadOnlyBroadcastState<String, Tuple3<Long, String, Long>> rules =
          context.getBroadcastState(RULES);
      for (Tuple3<Long, String, Long> payment : due) {
        long sum = (paid.value() == null ? 0 : paid.value()) + payment.f2;
        paid.update(sum);
        alertIfAbove(payment, payment.f2, limit(rules, "large", payment.f0), "large", out);
        alertIfAbove(payment, sum, limit(rules, "sum", payment.f0), "sum", out);
      }
    }

    private static void alertIfAbove(
        Tuple3<Long, String, Long> payment,
        long value,
        long limit,
        String rule,
        Collector<String> out) {
      if (value > limit) {
        out.collect(payment.f0 + "," + payment.f1 + "," + payment.f2 + "," + rule);
      }
    }

    /** The limit of a rule at a time. */
    private static long limit(
        ReadOnlyBroadcastState<String, Tuple3<Long, String, Long>> rules, String name, long time)
        throws Exception {
      Tuple3<Long, String, Long> last = null;
      for (Map.Entry<String, Tuple3<Long, String, Long>> entry : rules.immutableEntries()) {
        Tuple3<Long, String, Long> rule = entry.getValue();
        if (rule.f1.equals(name) && rule.f0 <= time && (last == null || rule.f0 > last.f0)) {
          last = rule;
        }
      }
      return last == null || last.f2 < 0 ? Long.MAX_VALUE : last.f2;
    }
  }
}
