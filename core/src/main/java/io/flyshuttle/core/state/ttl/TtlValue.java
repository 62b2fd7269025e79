// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

/**
 * A value and when it was last used.
 *
 * @param value the value, may be null in a map
 * @param lastAccessMillis in milliseconds since 1970
 * @param <T> type of the value
 */
public record TtlValue<T>(T value, long lastAccessMillis) {}
