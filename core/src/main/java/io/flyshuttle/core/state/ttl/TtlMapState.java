// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.state.MapState;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map whose values expire one by one. */
final class TtlMapState<UK, UV> implements MapState<UK, UV> {
  private final MapState<UK, TtlValue<UV>> inner;
  private final Expiry expiry;

  TtlMapState(MapState<UK, TtlValue<UV>> inner, Expiry expiry) {
    this.inner = inner;
    this.expiry = expiry;
  }

  @Override
  public UV get(UK key) throws Exception {
    TtlValue<UV> stored = inner.get(key);
    if (stored == null) {
      return null;
    }
    if (expiry.isExpired(stored)) {
      inner.remove(key);
      return expiry.showsExpired() ? stored.value() : null;
    }
    if (expiry.touchesOnRead()) {
      inner.put(key, expiry.stamp(stored.value()));
    }
    return stored.value();
  }

  @Override
  public void put(UK key, UV value) throws Exception {
    inner.put(key, expiry.stamp(value));
  }

  @Override
  public void putAll(Map<UK, UV> map) throws Exception {
    Map<UK, TtlValue<UV>> stamped = new LinkedHashMap<>();
    map.forEach((key, value) -> stamped.put(key, expiry.stamp(value)));
    inner.putAll(stamped);
  }

  @Override
  public void remove(UK key) throws Exception {
    inner.remove(key);
  }

  @Override
  public boolean contains(UK key) throws Exception {
    TtlValue<UV> stored = inner.get(key);
    if (stored == null) {
      return false;
    }
    boolean expired = expiry.isExpired(stored);
    if (expired) {
      inner.remove(key);
    } else if (expiry.touchesOnRead()) {
      inner.put(key, expiry.stamp(stored.value()));
    }
    return !expired || expiry.showsExpired();
  }

  @Override
  public boolean isEmpty() throws Exception {
    return !iterator().hasNext();
  }

  @Override
  public Iterable<Map.Entry<UK, UV>> entries() throws Exception {
    List<Map.Entry<UK, UV>> seen = seen();
    return () -> new Removing<>(seen.iterator());
  }

  @Override
  public Iterator<Map.Entry<UK, UV>> iterator() throws Exception {
    return entries().iterator();
  }

  @Override
  public Iterable<UK> keys() throws Exception {
    List<UK> keys = new ArrayList<>();
    for (Map.Entry<UK, UV> entry : seen()) {
      keys.add(entry.getKey());
    }
    return keys;
  }

  @Override
  public Iterable<UV> values() throws Exception {
    List<UV> values = new ArrayList<>();
    for (Map.Entry<UK, UV> entry : seen()) {
      values.add(entry.getValue());
    }
    return values;
  }

  @Override
  public void clear() {
    inner.clear();
  }

  /** The pairs that may be seen; removes those that have expired. */
  private List<Map.Entry<UK, UV>> seen() throws Exception {
    List<Map.Entry<UK, UV>> seen = new ArrayList<>();
    Iterator<Map.Entry<UK, TtlValue<UV>>> all = inner.iterator();
    while (all.hasNext()) {
      Map.Entry<UK, TtlValue<UV>> entry = all.next();
      TtlValue<UV> stored = entry.getValue();
      boolean expired = expiry.isExpired(stored);
      if (!expired || expiry.showsExpired()) {
        seen.add(new Pair(entry.getKey(), stored.value()));
      }
      if (expired) {
        all.remove();
      } else if (expiry.touchesOnRead()) {
        entry.setValue(expiry.stamp(stored.value()));
      }
    }
    return seen;
  }

  /** A pair whose value can be set. */
  private final class Pair extends AbstractMap.SimpleEntry<UK, UV> {
    private static final long serialVersionUID = 1L;

    Pair(UK key, UV value) {
      super(key, value);
    }

    @Override
    public UV setValue(UV value) {
      try {
        put(getKey(), value);
      } catch (Exception e) {
        throw new IllegalStateException("the value of a map state could not be set", e);
      }
      return super.setValue(value);
    }
  }

  /** Removes from the state what it removes. */
  private final class Removing<E extends Map.Entry<UK, UV>> implements Iterator<E> {
    private final Iterator<E> seen;
    private E last;

    Removing(Iterator<E> seen) {
      this.seen = seen;
    }

    @Override
    public boolean hasNext() {
      return seen.hasNext();
    }

    @Override
    public E next() {
      last = seen.next();
      return last;
    }

    @Override
    public void remove() {
      if (last == null) {
        throw new IllegalStateException("next comes before remove");
      }
      try {
        inner.remove(last.getKey());
      } catch (Exception e) {
        throw new IllegalStateException("the value of a map state could not be removed", e);
      }
      last = null;
    }
  }
}
