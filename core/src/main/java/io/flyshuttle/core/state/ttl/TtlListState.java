// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.state.ListState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list whose values expire one by one. */
final class TtlListState<T> implements ListState<T> {
  private final ListState<TtlValue<T>> inner;
  private final Expiry expiry;

  TtlListState(ListState<TtlValue<T>> inner, Expiry expiry) {
    this.inner = inner;
    this.expiry = expiry;
  }

  /** The values that may be seen; removes those that have expired. */
  @Override
  public Iterable<T> get() throws Exception {
    List<T> seen = new ArrayList<>();
    List<TtlValue<T>> kept = new ArrayList<>();
    boolean changed = false;
    for (TtlValue<T> stored : inner.get()) {
      boolean expired = expiry.isExpired(stored);
      if (!expired || expiry.showsExpired()) {
        seen.add(stored.value());
      }
      if (expired) {
        changed = true;
      } else {
        kept.add(expiry.touchesOnRead() ? expiry.stamp(stored.value()) : stored);
        changed |= expiry.touchesOnRead();
      }
    }
    if (changed) {
      inner.update(kept);
    }
    return seen;
  }

  @Override
  public void add(T value) throws Exception {
    inner.add(expiry.stamp(Objects.requireNonNull(value, "null cannot be added to a list state")));
  }

  @Override
  public void addAll(List<T> values) throws Exception {
    inner.addAll(stamped(values));
  }

  @Override
  public void update(List<T> values) throws Exception {
    inner.update(stamped(values));
  }

  @Override
  public void clear() {
    inner.clear();
  }

  private List<TtlValue<T>> stamped(List<T> values) {
    List<TtlValue<T>> stamped = new ArrayList<>(values.size());
    for (T value : values) {
      stamped.add(
          expiry.stamp(Objects.requireNonNull(value, "null cannot be added to a list state")));
    }
    return stamped;
  }
}
