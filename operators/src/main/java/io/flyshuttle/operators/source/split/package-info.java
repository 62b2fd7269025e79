// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Runs sources of the newer kind: one task enumerates splits and sends them as records to the tasks
 * that read them; those reply over the same channel, backwards.
 *
 * <p>Upstream: {@code core.connector.source}. Downstream: {@link
 * io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.source.split;
