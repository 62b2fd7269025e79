// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.MemorySegment;

/**
 * A key with a normalized form: bytes whose unsigned order is the order of the keys.
 *
 * @param <T> its class
 */
public interface NormalizableKey<T> extends Comparable<T>, Key<T> {

  /** Bytes of the whole form; {@link Integer#MAX_VALUE} if there is no limit. */
  int getMaxNormalizedKeyLen();

  /** Writes the first {@code len} bytes of the form; what it does not fill is set to zero. */
  void copyNormalizedKey(MemorySegment memory, int offset, int len);
}
