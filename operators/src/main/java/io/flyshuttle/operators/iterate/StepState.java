// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.memory.ManagedMemory;

/**
 * What a step of a loop has from superstep to superstep, though its operator is made anew: a part
 * of memory, and perhaps what the operator built of data that stays the same.
 */
final class StepState implements AutoCloseable {
  private static final int NO_INPUT = -1;

  private final ManagedMemory memory;
  private AutoCloseable kept;
  private int keptInput = NO_INPUT;

  StepState(ManagedMemory memory) {
    this.memory = memory;
  }

  ManagedMemory memory() {
    return memory;
  }

  AutoCloseable kept() {
    return kept;
  }

  void keep(int input, AutoCloseable built) {
    kept = built;
    keptInput = input;
  }

  /** Whether the operator has kept what it needs of an input. */
  boolean holds(int input) {
    return keptInput == input;
  }

  @Override
  public void close() throws Exception {
    AutoCloseable open = kept;
    kept = null;
    keptInput = NO_INPUT;
    if (open != null) {
      open.close();
    }
  }
}
