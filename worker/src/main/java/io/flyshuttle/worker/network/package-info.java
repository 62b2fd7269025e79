// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Buffers between workers: one TCP connection per pair of workers, used in both directions, with
 * credit per channel so that no channel can hold up the others. Upstream: partitions, read through
 * views. Downstream: channels of gates, which receive buffers for which they gave credit.
 */
package io.flyshuttle.worker.network;
