/**
 * Sources that read input formats. Upstream: the splits that the JobManager hands out. Downstream:
 * the chain of the task.
 */
package io.flyshuttle.operators.source;
