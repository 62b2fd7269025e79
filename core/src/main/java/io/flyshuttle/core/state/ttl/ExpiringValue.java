// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.state.ValueState;
import java.io.IOException;

/**
 * One value that expires, on top of a state that does not.
 *
 * @param <T> type of the value
 */
final class ExpiringValue<T> {
  private final ValueState<TtlValue<T>> inner;
  private final Expiry expiry;

  ExpiringValue(ValueState<TtlValue<T>> inner, Expiry expiry) {
    this.inner = inner;
    this.expiry = expiry;
  }

  /** The value; null if there is none, or none that may be seen. Removes it if it has expired. */
  T read() throws IOException {
    TtlValue<T> stored = inner.value();
    if (stored == null) {
      return null;
    }
    if (expiry.isExpired(stored)) {
      inner.clear();
      return expiry.showsExpired() ? stored.value() : null;
    }
    if (expiry.touchesOnRead()) {
      inner.update(expiry.stamp(stored.value()));
    }
    return stored.value();
  }

  void write(T value) throws IOException {
    inner.update(value == null ? null : expiry.stamp(value));
  }

  void clear() {
    inner.clear();
  }
}
