// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.stream.window.assigner.GlobalWindows;
import io.flyshuttle.core.stream.window.evictor.TimeEvictor;
import io.flyshuttle.core.stream.window.trigger.DeltaTrigger;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;

/**
 * The top speed of cars in the last ten seconds, told whenever a car has gone another 50 metres.
 *
 * <p>{@code --input FILE} of lines "milliseconds,car,km/h,metres so far"; {@code --output PATH}.
 */
public final class TopSpeed {
  private static final TypeInformation<Tuple4<Long, Integer, Integer, Double>> RECORD =
      Types.TUPLE(Types.LONG, Types.INT, Types.INT, Types.DOUBLE);
  private static final double METRES = 50;

  private TopSpeed() {}

  /** Lines "car,km/h,milliseconds". */
  static DataStream<String> results(DataStream<String> lines) {
    return lines
        .map(line -> line.split(","))
        .map(
            fields ->
                Tuple4.of(
                    Long.parseLong(fields[0]),
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Double.parseDouble(fields[3])))
        .returns(RECORD)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple4<Long, Integer, Integer, Double>>forMonotonousTimestamps()
                .withTimestampAssigner((car, before) -> car.f0))
        .keyBy(car -> car.f1)
        .window(GlobalWindows.create())
        .evictor(TimeEvictor.of(Duration.ofSeconds(10)))
        .trigger(
            DeltaTrigger.of(
                METRES,
                (last, now) -> now.f3 - last.f3,
                RECORD.createSerializer(new ExecutionConfig())))
        .maxBy(2)
        .map(car -> car.f1 + "," + car.f2 + "," + car.f0);
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamFiles.write(results(StreamFiles.lines(env, parameters, "input", "cars.csv")), parameters);
    env.execute("Top speed");
  }
}
