// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.stream.window.ProcessWindowFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.Locale;

/**
 * How often each vehicle passed the gates in windows of ten seconds, as JSON. Passings come up to a
 * second out of order; those whose plate could not be read are left out.
 *
 * <p>{@code --input FILE} of lines "milliseconds,gate,plate"; {@code --output PATH}.
 */
public final class VehicleTracks {
  private VehicleTracks() {}

  /** Passings of a vehicle; a POJO. */
  public static final class Passing {
    public String plate;
    public String lastGate;
    public long timeMillis;
    public int passes;

    public Passing() {}

    static Passing parse(String line) {
      String[] fields = line.split(",");
      Passing passing = new Passing();
      passing.timeMillis = Long.parseLong(fields[0]);
      passing.lastGate = fields[1];
      passing.plate = fields[2];
      passing.passes = 1;
      return passing;
    }

    Passing plus(Passing other) {
      Passing later = other.timeMillis >= timeMillis ? other : this;
      Passing sum = new Passing();
      sum.plate = plate;
      sum.lastGate = later.lastGate;
      sum.timeMillis = later.timeMillis;
      sum.passes = passes + other.passes;
      return sum;
    }
  }

  static DataStream<String> results(DataStream<String> lines) {
    return lines
        .map(Passing::parse)
        .filter(passing -> !passing.plate.contains("?"))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Passing>forBoundedOutOfOrderness(Duration.ofSeconds(1))
                .withTimestampAssigner((passing, before) -> passing.timeMillis))
        .keyBy(passing -> passing.plate)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
        .reduce(Passing::plus, new ToJson())
        .name("passes per vehicle");
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamFiles.write(
        results(StreamFiles.lines(env, parameters, "input", "passings.csv")), parameters);
    env.execute("Vehicle tracks");
  }

  private static final class ToJson
      extends ProcessWindowFunction<Passing, String, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String plate, Context context, Iterable<Passing> sums, Collector<String> out) {
      for (Passing sum : sums) {
        out.collect(
            String.format(
                Locale.ROOT,
                "{\"plate\":\"%s\",\"windowEnd\":%d,\"passes\":%d,\"lastGate\":\"%s\"}",
                plate,
                context.window().getEnd(),
                sum.passes,
                sum.lastGate));
      }
    }
  }
}
