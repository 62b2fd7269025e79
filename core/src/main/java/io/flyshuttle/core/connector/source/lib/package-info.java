// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Sources that need no outside system: numbers, generated records, iterators; and limits of their
 * rate.
 *
 * <p>Upstream: programs. Downstream: the contract of {@code core.connector.source}.
 */
package io.flyshuttle.core.connector.source.lib;
