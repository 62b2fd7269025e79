// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/** Whose state an operator works with at the moment. */
public interface KeyContext {

  void setCurrentKey(Object key);

  Object getCurrentKey();
}
