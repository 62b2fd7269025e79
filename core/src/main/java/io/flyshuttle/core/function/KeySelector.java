// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.io.Serializable;

/**
 * Takes the key out of a record. Must give the same key for the same record whenever and wherever
 * it is asked; keys need {@code hashCode} and {@code equals} by value.
 *
 * @param IN type of the records
 * @param KEY type of the keys
 */
@FunctionalInterface
public interface KeySelector<IN, KEY> extends Function, Serializable {

  /**
   * The key of {@code value}.
   *
   * @throws Exception fails the job, or restarts it where a restart strategy says so
   */
  KEY getKey(IN value) throws Exception;
}
