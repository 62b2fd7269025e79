/**
 * Functions that draw samples. Upstream: the operators of {@code io.flyshuttle.operators.map} call
 * them. Downstream: their collector.
 */
package io.flyshuttle.operators.sample;
