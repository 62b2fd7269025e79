/**
 * Broadcast sets: small inputs that every call of a function can see whole. Upstream: the gate of a
 * task. Downstream: the operator that the sets are for.
 */
package io.flyshuttle.operators.broadcast;
