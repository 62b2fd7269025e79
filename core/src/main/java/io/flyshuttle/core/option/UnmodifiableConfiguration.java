// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Settings that cannot be changed; every attempt throws. */
public class UnmodifiableConfiguration extends Configuration {
  private static final long serialVersionUID = 1L;

  /** A fixed copy. */
  public UnmodifiableConfiguration(Configuration configuration) {
    super(configuration);
  }

  @Override
  protected final void put(String key, Object value) {
    throw refused();
  }

  @Override
  public final void addAll(Configuration other) {
    throw refused();
  }

  @Override
  public final void addAll(Configuration other, String prefix) {
    throw refused();
  }

  @Override
  public final <T> boolean removeConfig(ConfigOption<T> option) {
    throw refused();
  }

  @Override
  public final boolean removeKey(String key) {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("these settings cannot be changed");
  }
}
