// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Set;

/**
 * A stream whose records have names of outputs, of which some can be taken. Side outputs say the
 * same with types ({@link SingleOutputStreamOperator#getSideOutput}).
 *
 * @param <OUT> type of the records
 */
@Deprecated
public class SplitStream<OUT> {
  private final DataStream<OUT> stream;
  private final OutputSelector<OUT> selector;

  SplitStream(DataStream<OUT> stream, OutputSelector<OUT> selector) {
    this.stream = stream;
    this.selector = selector;
  }

  public TypeInformation<OUT> getType() {
    return stream.getType();
  }

  /** The records that go to any of the outputs; each once. */
  public DataStream<OUT> select(String... outputNames) {
    return stream.filter(new Selected<>(selector, Set.of(outputNames))).name("Select");
  }

  /** Lets through what the selector names. */
  private record Selected<OUT>(OutputSelector<OUT> selector, Set<String> names)
      implements FilterFunction<OUT> {
    @Override
    public boolean filter(OUT value) {
      for (String name : selector.select(value)) {
        if (names.contains(name)) {
          return true;
        }
      }
      return false;
    }
  }
}
