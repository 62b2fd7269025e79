// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

/** How much heap a structure of objects may take. */
final class ObjectBudget {

  /** Part of the heap that one structure may take: many run at the same time. */
  private static final int HEAP_PARTS = 16;

  private ObjectBudget() {}

  /** As much as the operator's share of managed memory, but never much of the heap. */
  static long bytes(long managedBytes) {
    return Math.min(managedBytes, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }
}
