// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * What one attempt of a producing subtask sends along one edge.
 *
 * @param producer the producing attempt
 * @param edge id of the edge in the job graph
 */
public record PartitionID(AttemptID producer, int edge) {}
