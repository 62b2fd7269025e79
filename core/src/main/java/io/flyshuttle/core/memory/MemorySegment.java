// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

/** A piece of memory of fixed size, on or off the heap. */
public final class MemorySegment {}
