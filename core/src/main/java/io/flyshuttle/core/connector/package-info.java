// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * What sources and sinks of the newer kind have in common: versioned bytes of their state, and what
 * a task lends them.
 *
 * <p>Upstream: programs and connectors implement and use it. Downstream: {@code operators} runs it.
 */
package io.flyshuttle.core.connector;
