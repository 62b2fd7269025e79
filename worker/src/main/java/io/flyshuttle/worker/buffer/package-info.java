// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Network memory: buffers of one size from a pool of the worker, lent out through bounded pools of
 * results and gates. A pool that is empty blocks its task; that is all there is to backpressure.
 * Upstream: nothing but core. Downstream: partitions that fill buffers, channels that receive them.
 */
package io.flyshuttle.worker.buffer;
