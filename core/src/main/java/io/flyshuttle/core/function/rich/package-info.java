/**
 * Functions with a life cycle, and the view of its task that such a function gets.
 *
 * <p>Upstream: {@code function}, {@code accumulator}, {@code metric}, {@code state}. Downstream:
 * both APIs, operators, workers, which implement {@link
 * io.flyshuttle.core.function.rich.RuntimeContext}.
 */
package io.flyshuttle.core.function.rich;
