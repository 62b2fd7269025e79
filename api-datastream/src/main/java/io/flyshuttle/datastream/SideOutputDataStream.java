// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.time.OutputTag;
import java.util.List;

/**
 * The records of one side output of an operator.
 *
 * @param <T> type of the records
 */
public class SideOutputDataStream<T> extends DataStream<T> {

  SideOutputDataStream(
      StreamExecutionEnvironment environment, Transformation<?> source, OutputTag<T> tag) {
    super(environment, List.of(new Flow(source, tag.getId(), Ship.automatic())), tag.getTypeInfo());
  }
}
