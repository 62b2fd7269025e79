/**
 * State: what functions keep, by key or by subtask, the descriptors that name it, and the contract
 * of the stores behind it.
 *
 * <p>Upstream: {@code function} (plain functions in descriptors), {@code type}. Downstream: the
 * runtime context, operators, workers; {@code state.heap} is the store on the heap.
 */
package io.flyshuttle.core.state;
