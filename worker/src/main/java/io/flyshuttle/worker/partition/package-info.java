// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * What a task sends along one edge. A {@link io.flyshuttle.worker.partition.RecordWriter} chooses a
 * channel for each record and serializes it into a buffer; a partition keeps the buffers of all
 * channels until they are read, in memory (pipelined) or in a local file (blocking). Upstream: the
 * chain. Downstream: the network's server, or the gate of a task in the same worker.
 */
package io.flyshuttle.worker.partition;
