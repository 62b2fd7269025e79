/**
 * Aggregators of iterations, and criteria by which iterations end.
 *
 * <p>Upstream: {@code value}. Downstream: {@code function.rich}, iterations of the batch API.
 */
package io.flyshuttle.core.function.aggregator;
