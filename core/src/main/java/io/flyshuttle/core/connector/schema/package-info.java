// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Records to bytes and back, one by one or in bulk, as connectors need it.
 *
 * <p>Upstream: programs. Downstream: sources and sinks.
 */
package io.flyshuttle.core.connector.schema;
