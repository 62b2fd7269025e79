// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** A counter for one counting thread. Others see the value with a delay. */
public final class SimpleCounter implements Counter {
  // a plain field: a JVM of 64 bits writes it as a whole, and the counting thread passes locks and
  // volatile writes between any two buffers; a handle costs more than all else until it is compiled
  private long count;

  @Override
  public void inc() {
    count++;
  }

  @Override
  public void inc(long n) {
    count += n;
  }

  @Override
  public void dec() {
    count--;
  }

  @Override
  public void dec(long n) {
    count -= n;
  }

  @Override
  public long getCount() {
    return count;
  }
}
