// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Loops in streams: the tail sends records back to the head as replies over an edge from head to
 * tail, so the job graph has no cycle.
 *
 * <p>Upstream: the stream API's plan. Downstream: {@link io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.feedback;
