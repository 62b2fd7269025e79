// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * What every function of a user's program is. Functions travel to the workers by Java
 * serialization; each subtask works on a copy of its own, used by one thread.
 */
public interface Function extends Serializable {}
