/**
 * Shapes of functions that the JDK lacks: with three and four arguments, throwing, serializable.
 *
 * <p>Upstream: nothing. Downstream: anybody.
 */
package io.flyshuttle.core.function.lambda;
