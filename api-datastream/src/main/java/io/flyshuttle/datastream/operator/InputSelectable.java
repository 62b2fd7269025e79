// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/** An operator with several inputs that says which of them it wants to read. */
public interface InputSelectable {

  /** Asked before the first record, and after each. */
  InputSelection nextSelection();
}
