/**
 * The store for state on the heap: keyed state and timers in hash tables per key group, state of
 * subtasks in lists and maps.
 *
 * <p>Upstream: the contracts in {@code state}, and {@code state.ttl}. Downstream: workers, which
 * make the stores.
 */
package io.flyshuttle.core.state.heap;
