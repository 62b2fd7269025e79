/**
 * Accumulators: values that all subtasks collect and that the job's result carries.
 *
 * <p>Upstream: {@code type}. Downstream: the runtime context, workers, the JobManager.
 */
package io.flyshuttle.core.accumulator;
