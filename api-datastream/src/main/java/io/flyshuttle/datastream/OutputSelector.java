// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import java.io.Serializable;

/**
 * Names the outputs that a record goes to.
 *
 * @param <OUT> type of the records
 */
@Deprecated
@FunctionalInterface
public interface OutputSelector<OUT> extends Serializable {

  /** Names of outputs; none drops the record. */
  Iterable<String> select(OUT value);
}
