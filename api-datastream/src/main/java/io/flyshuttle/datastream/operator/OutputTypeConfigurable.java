// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.type.TypeInformation;

/**
 * A function or operator that wants to know the type of what it emits.
 *
 * @param <OUT> the type
 */
public interface OutputTypeConfigurable<OUT> {

  /** Called when the program is translated. */
  void setOutputType(TypeInformation<OUT> outTypeInfo, ExecutionConfig executionConfig);
}
