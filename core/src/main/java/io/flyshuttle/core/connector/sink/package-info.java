// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * The newer contract of sinks: a writer per subtask, state of the writer, and commits in two
 * phases.
 *
 * <p>Upstream: programs and connectors implement it. Downstream: {@code operators.sink} runs it.
 */
package io.flyshuttle.core.connector.sink;
