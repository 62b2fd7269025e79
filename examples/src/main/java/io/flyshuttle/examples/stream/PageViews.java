// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.stream.window.ProcessWindowFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Views (PV) and different visitors (UV) of each page in every half hour.
 *
 * <p>{@code --input FILE} of lines "milliseconds,user,page"; {@code --output PATH}.
 */
public final class PageViews {
  private PageViews() {}

  /** Lines "page,end of the half hour,views,visitors". */
  static DataStream<String> results(DataStream<String> lines) {
    return lines
        .map(line -> line.split(","))
        .map(fields -> Tuple3.of(Long.parseLong(fields[0]), fields[1], fields[2]))
        .returns(Types.TUPLE(Types.LONG, Types.STRING, Types.STRING))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<Long, String, String>>forMonotonousTimestamps()
                .withTimestampAssigner((view, before) -> view.f0))
        .keyBy(view -> view.f2)
        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(30)))
        .aggregate(
            new Count(),
            new Describe(),
            Types.MAP(Types.STRING, Types.LONG),
            Types.TUPLE(Types.LONG, Types.LONG),
            Types.STRING);
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamFiles.write(
        results(StreamFiles.lines(env, parameters, "input", "views.csv")), parameters);
    env.execute("Page views");
  }

  /** Counts views by visitor. */
  private static final class Count
      implements AggregateFunction<
          Tuple3<Long, String, String>, Map<String, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<String, Long> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<String, Long> add(Tuple3<Long, String, String> view, Map<String, Long> visitors) {
      visitors.merge(view.f1, 1L, Long::sum);
      return visitors;
    }

    @Override
    public Tuple2<Long, Long> getResult(Map<String, Long> visitors) {
      long views = visitors.values().stream().mapToLong(Long::longValue).sum();
      return Tuple2.of(views, (long) visitors.size());
    }

    @Override
    public Map<String, Long> merge(Map<String, Long> a, Map<String, Long> b) {
      b.forEach((visitor, views) -> a.merge(visitor, views, Long::sum));
      return a;
    }
  }

  private static final class Describe
      extends ProcessWindowFunction<Tuple2<Long, Long>, String, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String page, Context context, Iterable<Tuple2<Long, Long>> sums, Collector<String> out) {
      for (Tuple2<Long, Long> sum : sums) {
        out.collect(page + "," + context.window().getEnd() + "," + sum.f0 + "," + sum.f1);
      }
    }
  }
}
