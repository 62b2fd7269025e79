// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichFlatMapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/**
 * Watches a protocol: the events of each address must be a way through a state machine. An event
 * that is none is told, and its address begins again.
 *
 * <p>{@code --input FILE} of lines "milliseconds,address,event"; {@code --output PATH}.
 */
public final class StateMachine {
  private StateMachine() {}

  /** Where an address may be, with the events that lead on. */
  enum Place {
    INITIAL,
    W,
    X,
    Y,
    Z;

    /** Where an event leads to; null if it may not come here. */
    Place after(String event) {
      return switch (this.name() + event) {
        case "INITIALa", "Ye", "Zf" -> W;
        case "INITIALb" -> X;
        case "Wb", "Xb" -> Y;
        case "Xc", "Yd" -> Z;
        case "Zg" -> INITIAL;
        default -> null;
      };
    }
  }

  /** Lines "milliseconds,address,place,event". */
  static DataStream<String> results(DataStream<String> lines) {
    // by key at once: any exchange before it would mix up the order of an address's events
    return lines.keyBy(line -> line.split(",")[1]).flatMap(new Watch()).name("state machine");
  }

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamFiles.write(
        results(StreamFiles.lines(env, parameters, "input", "events.csv")), parameters);
    env.execute("State machine");
  }

  private static final class Watch extends RichFlatMapFunction<String, String> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Place> place;

    @Override
    public void open(OpenContext context) {
      place = getRuntimeContext().getState(new ValueStateDescriptor<>("place", Place.class));
    }

    @Override
    public void flatMap(String line, Collector<String> out) throws Exception {
      String[] event = line.split(",");
      Place now = place.value() == null ? Place.INITIAL : place.value();
      Place next = now.after(event[2]);
      if (next == null) {
        out.collect(event[0] + "," + event[1] + "," + now + "," + event[2]);
      }
      if (next == null || next == Place.INITIAL) {
        place.clear();
      } else {
        place.update(next);
      }
    }
  }
}
