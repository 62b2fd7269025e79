// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

import java.util.Map;

/**
 * A named group of metrics, with groups below it. Registering a second metric of a name in one
 * group keeps the first and logs a warning.
 */
public interface MetricGroup {

  /** Registers a new counter. */
  default Counter counter(int name) {
    return counter(String.valueOf(name));
  }

  /** Registers a new counter. */
  Counter counter(String name);

  default <C extends Counter> C counter(int name, C counter) {
    return counter(String.valueOf(name), counter);
  }

  /** Registers a counter and returns it. */
  <C extends Counter> C counter(String name, C counter);

  default <T, G extends Gauge<T>> G gauge(int name, G gauge) {
    return gauge(String.valueOf(name), gauge);
  }

  /** Registers a gauge and returns it. */
  <T, G extends Gauge<T>> G gauge(String name, G gauge);

  /** Registers a histogram and returns it. */
  <H extends Histogram> H histogram(String name, H histogram);

  default <H extends Histogram> H histogram(int name, H histogram) {
    return histogram(String.valueOf(name), histogram);
  }

  /** Registers a meter and returns it. */
  <M extends Meter> M meter(String name, M meter);

  default <M extends Meter> M meter(int name, M meter) {
    return meter(String.valueOf(name), meter);
  }

  /** The group of that name below this one; made if it is new. */
  default MetricGroup addGroup(int name) {
    return addGroup(String.valueOf(name));
  }

  /** The group of that name below this one; made if it is new. */
  MetricGroup addGroup(String name);

  /** A group for a pair, which is also a variable {@code <key>} of all metrics below it. */
  MetricGroup addGroup(String key, String value);

  /** Names of the groups from the top to this one. */
  String[] getScopeComponents();

  /** Variables and their values, for reporters that keep dimensions apart from names. */
  Map<String, String> getAllVariables();

  /** Name of a metric of this group with all groups before it. */
  String getMetricIdentifier(String metricName);

  /** As {@link #getMetricIdentifier(String)}, each part changed by the filter. */
  String getMetricIdentifier(String metricName, CharacterFilter filter);
}
