// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.io.Serializable;

/** A mutable object of a program that writes and reads itself. */
public interface Value extends IOReadableWritable, Serializable {}
