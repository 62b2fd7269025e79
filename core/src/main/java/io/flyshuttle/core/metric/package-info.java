/**
 * Metrics: counters, gauges, meters and histograms in named groups, and the tree of groups of a
 * process.
 *
 * <p>Upstream: nothing. Downstream: functions by their runtime context, workers, reporters.
 */
package io.flyshuttle.core.metric;
