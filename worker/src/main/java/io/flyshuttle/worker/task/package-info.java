// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * A task: one attempt to run one subtask, by one thread and one loop of mail, timers and input.
 * Upstream: the agent, which deploys and cancels. Downstream: gates it reads, the chain it runs,
 * partitions it fills.
 */
package io.flyshuttle.worker.task;
