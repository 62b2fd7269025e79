/**
 * User functions that answer later, on another thread. Upstream: a program. Downstream: the
 * operator that waits for the answers.
 */
package io.flyshuttle.core.stream.async;
