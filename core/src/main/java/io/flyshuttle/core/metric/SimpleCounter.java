// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A counter for one counting thread. Others see the value with a delay. */
public final class SimpleCounter implements Counter {
  // opaque access: no tearing and visible soon, without the cost of a volatile write per record
  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(SimpleCounter.class, "count", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long count;

  @Override
  public void inc() {
    COUNT.setOpaque(this, count + 1);
  }

  @Override
  public void inc(long n) {
    COUNT.setOpaque(this, count + n);
  }

  @Override
  public void dec() {
    COUNT.setOpaque(this, count - 1);
  }

  @Override
  public void dec(long n) {
    COUNT.setOpaque(this, count - n);
  }

  @Override
  public long getCount() {
    return (long) COUNT.getOpaque(this);
  }
}
