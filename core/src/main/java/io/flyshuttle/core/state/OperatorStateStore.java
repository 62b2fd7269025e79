// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/** State of a subtask that is not bound to keys. */
public interface OperatorStateStore {}
