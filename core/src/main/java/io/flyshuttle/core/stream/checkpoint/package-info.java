/**
 * What a user function implements to take part in checkpoints. Upstream: a program. Downstream: the
 * operators that run the function.
 */
package io.flyshuttle.core.stream.checkpoint;
