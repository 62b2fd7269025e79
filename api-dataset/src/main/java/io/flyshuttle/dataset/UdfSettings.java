// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.operators.function.UserFunction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What a user sets on an operator with a function, whatever its number of inputs. */
final class UdfSettings {
  private final Map<String, DataSet<?>> broadcastSets = new LinkedHashMap<>();
  private Configuration parameters;

  Configuration parameters() {
    return parameters;
  }

  void parameters(Configuration newParameters) {
    this.parameters = newParameters;
  }

  Map<String, DataSet<?>> broadcastSets() {
    return Collections.unmodifiableMap(broadcastSets);
  }

  void addBroadcastSet(DataSet<?> operator, DataSet<?> data, String name) {
    Objects.requireNonNull(data, "the broadcast set is null");
    Objects.requireNonNull(name, "the broadcast set's name is null");
    DataSet.checkSameExecutionContext(operator, data);
    if (broadcastSets.put(name, data) != null) {
      throw new InvalidProgramException(
          "two broadcast sets of one operator have the name \"" + name + "\"");
    }
  }

  <F extends Function> UserFunction<F> function(F function) {
    return new UserFunction<>(
        function, parameters == null ? new Configuration() : new Configuration(parameters));
  }
}
