// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.connector;

import io.flyshuttle.core.metric.CharacterFilter;
import io.flyshuttle.core.metric.Counter;
import io.flyshuttle.core.metric.Gauge;
import io.flyshuttle.core.metric.Histogram;
import io.flyshuttle.core.metric.Meter;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.metric.OperatorIOMetricGroup;
import io.flyshuttle.core.metric.OperatorMetricGroup;
import java.util.Map;

/** The operator's metrics under another face. */
public abstract class DelegatingMetricGroup implements OperatorMetricGroup {
  private final OperatorMetricGroup group;

  protected DelegatingMetricGroup(OperatorMetricGroup group) {
    this.group = group;
  }

  @Override
  public final OperatorIOMetricGroup getIOMetricGroup() {
    return group.getIOMetricGroup();
  }

  @Override
  public final Counter counter(String name) {
    return group.counter(name);
  }

  @Override
  public final <C extends Counter> C counter(String name, C counter) {
    return group.counter(name, counter);
  }

  @Override
  public final <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    return group.gauge(name, gauge);
  }

  @Override
  public final <H extends Histogram> H histogram(String name, H histogram) {
    return group.histogram(name, histogram);
  }

  @Override
  public final <M extends Meter> M meter(String name, M meter) {
    return group.meter(name, meter);
  }

  @Override
  public final MetricGroup addGroup(String name) {
    return group.addGroup(name);
  }

  @Override
  public final MetricGroup addGroup(String key, String value) {
    return group.addGroup(key, value);
  }

  @Override
  public final String[] getScopeComponents() {
    return group.getScopeComponents();
  }

  @Override
  public final Map<String, String> getAllVariables() {
    return group.getAllVariables();
  }

  @Override
  public final String getMetricIdentifier(String metricName) {
    return group.getMetricIdentifier(metricName);
  }

  @Override
  public final String getMetricIdentifier(String metricName, CharacterFilter filter) {
    return group.getMetricIdentifier(metricName, filter);
  }
}
