// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/** An operator that wants to know when one of its inputs has ended. */
public interface BoundedMultiInput {

  /** The inputs are numbered from 1. */
  void endInput(int inputId) throws Exception;
}
