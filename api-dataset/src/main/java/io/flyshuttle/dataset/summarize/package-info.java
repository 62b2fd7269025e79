/**
 * Summaries of the columns of a data set of tuples. Upstream: {@code DataSetUtils.summarize}.
 * Downstream: core's tuples and values.
 */
package io.flyshuttle.dataset.summarize;
