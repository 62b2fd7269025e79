// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Changes characters of names that a reporter cannot use. */
@FunctionalInterface
public interface CharacterFilter {

  /** Leaves names as they are. */
  CharacterFilter NO_OP_FILTER = input -> input;

  String filterCharacters(String input);
}
