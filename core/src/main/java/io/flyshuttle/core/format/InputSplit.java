// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.Serializable;

/** A part of an input that one subtask reads. */
public interface InputSplit extends Serializable {

  /** Its number among the splits of the input, from 0. */
  int getSplitNumber();
}
