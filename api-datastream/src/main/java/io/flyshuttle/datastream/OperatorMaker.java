// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.OperatorFactory;

/**
 * Makes the code of an operator when the program is translated, because serializers depend on the
 * final configuration.
 */
@FunctionalInterface
interface OperatorMaker {

  /** The factory that travels to the workers. */
  OperatorFactory make(ExecutionConfig config);
}
