// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

/**
 * Whether anybody goes by where an operator leaves its records: an operator after it that would
 * otherwise have them sent by their key. If nobody does, they may lie elsewhere at run time.
 */
final class PlacementUse {
  private boolean used;

  void use() {
    used = true;
  }

  boolean isUsed() {
    return used;
  }
}
