/**
 * Checkpoints and savepoints of one job: when they are triggered and of whom, who has acknowledged,
 * publishing, which are kept, what each task restores. Upstream: {@code job} and {@code session};
 * downstream: {@code slot}, {@code schedule}, {@code control}. Used by the control thread, except
 * for {@link io.flyshuttle.appmaster.checkpoint.CheckpointStorage}, whose work is done by threads
 * of its own.
 */
package io.flyshuttle.appmaster.checkpoint;
