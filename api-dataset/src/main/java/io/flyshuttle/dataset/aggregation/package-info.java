/**
 * The built-in aggregations. Upstream: the API classes. Downstream: {@code
 * io.flyshuttle.operators.aggregate}, which computes them.
 */
package io.flyshuttle.dataset.aggregation;
