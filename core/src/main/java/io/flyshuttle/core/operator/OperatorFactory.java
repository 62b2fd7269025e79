// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import java.io.Serializable;

/**
 * Makes an operator in the worker. The factory travels with the job, user functions inside, by Java
 * serialization; the ApplicationMaster sees it only as bytes. Each subtask reads its own copy.
 */
@FunctionalInterface
public interface OperatorFactory extends Serializable {
  Operator create();
}
