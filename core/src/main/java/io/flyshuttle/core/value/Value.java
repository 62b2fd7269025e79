// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.io.Serializable;

/** A record or field that brings its own binary form. */
public interface Value extends IOReadableWritable, Serializable {}
