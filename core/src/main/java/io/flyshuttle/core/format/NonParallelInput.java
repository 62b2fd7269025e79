// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

/** Marks input formats that can only be read by one subtask. */
public interface NonParallelInput {}
