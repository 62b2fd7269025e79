// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

/** What a rich function gets when it is opened. */
public interface OpenContext {}
