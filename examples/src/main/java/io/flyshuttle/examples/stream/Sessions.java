// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.stream.window.ProcessWindowFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;

/**
 * The visits of users to a site: clicks that follow each other within half a minute are one visit.
 *
 * <p>{@code --input FILE} of lines "milliseconds,user,page"; {@code --output PATH}.
 */
public final class Sessions {
  private static final Duration GAP = Duration.ofSeconds(30);

  private Sessions() {}

  /** Lines "user,first click,last click,clicks". */
  static DataStream<String> results(DataStream<String> lines) {
    return lines
        .map(line -> line.split(","))
        .map(fields -> Tuple3.of(Long.parseLong(fields[0]), fields[1], fields[2]))
        .returns(Types.TUPLE(Types.LONG, Types.STRING, Types.STRING))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<Long, String, String>>forMonotonousTimestamps()
                .withTimestampAssigner((click, before) -> click.f0))
        .keyBy(click -> click.f1)
        .window(EventTimeSessionWindows.withGap(GAP))
        .aggregate(new CountClicks(), new Describe());
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamFiles.write(
        results(StreamFiles.lines(env, parameters, "input", "clicks.csv")), parameters);
    env.execute("Sessions");
  }

  private static final class CountClicks
      implements AggregateFunction<Tuple3<Long, String, String>, Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer add(Tuple3<Long, String, String> click, Integer count) {
      return count + 1;
    }

    @Override
    public Integer getResult(Integer count) {
      return count;
    }

    @Override
    public Integer merge(Integer a, Integer b) {
      return a + b;
    }
  }

  private static final class Describe
      extends ProcessWindowFunction<Integer, String, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String user, Context context, Iterable<Integer> counts, Collector<String> out) {
      TimeWindow visit = context.window();
      // a session window ends one gap after its last click
      long last = visit.getEnd() - GAP.toMillis();
      for (int count : counts) {
        out.collect(user + "," + visit.getStart() + "," + last + "," + count);
      }
    }
  }
}
