// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/** An operator that wants to know when its input has ended. */
public interface BoundedOneInput {

  void endInput() throws Exception;
}
