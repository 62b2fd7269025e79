/**
 * Workers and their slots: who is registered and alive, which job has which slot, how many workers
 * are wanted. Upstream: {@code job}, which asks for slots, and {@code session}; downstream: {@code
 * resource}. All classes are used by the control thread only.
 */
package io.flyshuttle.appmaster.slot;
