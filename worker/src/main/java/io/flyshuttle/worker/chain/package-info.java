// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * The operators of one vertex, a tree, called directly. The chain wires each operator's output to
 * the operators behind it and to the partitions, and decides where records are copied. Upstream:
 * the loop of a task. Downstream: partitions.
 */
package io.flyshuttle.worker.chain;
