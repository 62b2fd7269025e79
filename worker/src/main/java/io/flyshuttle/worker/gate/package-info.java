// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * What a task reads: channels of one input merged as their buffers arrive, each in turn; watermarks
 * merged as the minimum over all channels that are not idle; inputs that end one by one. Upstream:
 * the network, or partitions of the same worker. Downstream: the loop of a task.
 */
package io.flyshuttle.worker.gate;
