/**
 * Sinks: output formats, and records brought to the client. Upstream: the chain or gate of a task.
 * Downstream: nothing in the job.
 */
package io.flyshuttle.operators.sink;
