// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.job.ExecutionConfig;

/** An output format or sink that wants to know the type of its records before it is sent off. */
public interface InputTypeConfigurable {

  /** Called once, on the client. */
  void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig);
}
