/**
 * Saved state on its way from a worker to the file system: written by threads of its own, the parts
 * of all tasks of the worker into one file for each checkpoint, then acknowledged.
 *
 * <p>Upstream: tasks, which take snapshots between two records. Downstream: {@code
 * core.checkpoint.file}, and the JobManager, which is told when a task's part is durable.
 */
package io.flyshuttle.worker.checkpoint;
