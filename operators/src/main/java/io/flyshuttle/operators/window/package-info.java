/**
 * Windows at run time: one operator for any assigner, trigger and evictor, and one that keeps
 * partial results by slice where windows are aligned and their content can be merged. Upstream: the
 * stream API's plan. Downstream: {@link io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.window;
