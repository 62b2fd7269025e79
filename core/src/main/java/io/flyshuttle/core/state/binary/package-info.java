// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Keyed state as bytes: turns keys, namespaces and values into bytes and back, for stores that keep
 * bytes in pages or files. What such a store does not keep (timers, and kinds of state it has no
 * good form for) is left to the store on the heap.
 *
 * <p>Upstream: {@code core.state}, {@code state.canonical}, {@code state.heap}. Downstream: {@link
 * io.flyshuttle.core.state.binary.ByteStore}, which {@code state.paged} and stores in jars of their
 * own implement.
 */
package io.flyshuttle.core.state.binary;
