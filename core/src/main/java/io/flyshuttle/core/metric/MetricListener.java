// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

/** Is told of every metric that comes and goes. May be called by any thread. */
public interface MetricListener {

  /** A metric was registered in {@code group} under {@code name}. */
  void added(Metric metric, String name, MetricGroup group);

  /** A metric is gone with its group. */
  void removed(Metric metric, String name, MetricGroup group);
}
