// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** A metric that wants to be called every {@link #UPDATE_INTERVAL_SECONDS}. */
public interface View {

  int UPDATE_INTERVAL_SECONDS = 5;

  void update();
}
