// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Operators whose answers come later, from other threads.
 *
 * <p>Upstream: {@code core.stream.async}. Downstream: {@code api-datastream}.
 */
package io.flyshuttle.operators.async;
