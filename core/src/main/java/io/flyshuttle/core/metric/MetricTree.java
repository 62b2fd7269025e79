// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups and metrics of a process: a tree of named groups that tells a listener what comes and
 * goes. Safe for several threads; metrics themselves follow their own rules.
 */
public final class MetricTree implements OperatorMetricGroup, OperatorIOMetricGroup {
  private static final Logger LOG = LoggerFactory.getLogger(MetricTree.class);

  private final String[] scope;
  private final Map<String, String> variables;
  private final MetricListener listener;
  private final Map<String, Metric> metrics = new TreeMap<>();
  private final Map<String, MetricTree> groups = new TreeMap<>();
  private boolean closed;

  private MetricTree(String[] scope, Map<String, String> variables, MetricListener listener) {
    this.scope = scope;
    this.variables = variables;
    this.listener = listener;
  }

  /** The top of a new tree, without a name of its own. */
  public static MetricTree root(MetricListener listener) {
    return new MetricTree(new String[0], Map.of(), listener);
  }

  /** The top of a tree nobody listens to; its metrics count and can be read by {@link #visit}. */
  public static MetricTree unreported() {
    return root(
        new MetricListener() {
          @Override
          public void added(Metric metric, String name, MetricGroup group) {}

          @Override
          public void removed(Metric metric, String name, MetricGroup group) {}
        });
  }

  @Override
  public Counter counter(String name) {
    return counter(name, new SimpleCounter());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    register(name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    register(name, gauge);
    return gauge;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    register(name, histogram);
    return histogram;
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    register(name, meter);
    return meter;
  }

  @Override
  public MetricTree addGroup(String name) {
    return child(name, variables);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put("<" + key + ">", value);
    return addGroup(key).child(value, Map.copyOf(more));
  }

  /** The group of that name, whose metrics carry these variables besides those of this group. */
  public MetricTree addGroup(String name, Map<String, String> moreVariables) {
    Map<String, String> all = new HashMap<>(variables);
    moreVariables.forEach((key, value) -> all.put("<" + key + ">", value));
    return child(name, Map.copyOf(all));
  }

  /**
   * A new group below this one, for one of several that may have the same name: the second is
   * called {@code name#2}, and so on.
   */
  public synchronized MetricTree addOwnGroup(String name) {
    String own = name;
    for (int number = 2; groups.containsKey(own); number++) {
      own = name + "#" + number;
    }
    return child(own, variables);
  }

  @Override
  public OperatorIOMetricGroup getIOMetricGroup() {
    return this;
  }

  @Override
  public Counter getNumRecordsInCounter() {
    return sharedCounter("numRecordsIn");
  }

  @Override
  public Counter getNumRecordsOutCounter() {
    return sharedCounter("numRecordsOut");
  }

  @Override
  public Counter getNumBytesInCounter() {
    return sharedCounter("numBytesIn");
  }

  @Override
  public Counter getNumBytesOutCounter() {
    return sharedCounter("numBytesOut");
  }

  @Override
  public String[] getScopeComponents() {
    return scope.clone();
  }

  @Override
  public Map<String, String> getAllVariables() {
    return variables;
  }

  @Override
  public String getMetricIdentifier(String metricName) {
    return getMetricIdentifier(metricName, CharacterFilter.NO_OP_FILTER);
  }

  @Override
  public String getMetricIdentifier(String metricName, CharacterFilter filter) {
    StringBuilder identifier = new StringBuilder();
    for (String part : scope) {
      identifier.append(filter.filterCharacters(part)).append('.');
    }
    return identifier.append(filter.filterCharacters(metricName)).toString();
  }

  /** Hands every metric of this group and those below, with its identifier, to {@code visitor}. */
  public void visit(BiConsumer<String, Metric> visitor) {
    Map<String, Metric> own;
    List<MetricTree> below;
    synchronized (this) {
      own = new TreeMap<>(metrics);
      below = new ArrayList<>(groups.values());
    }
    own.forEach((name, metric) -> visitor.accept(getMetricIdentifier(name), metric));
    below.forEach(group -> group.visit(visitor));
  }

  /** Calls every metric that wants to be called at intervals. */
  public void updateViews() {
    visit(
        (identifier, metric) -> {
          if (metric instanceof View view) {
            view.update();
          }
        });
  }

  /** Removes this group with all its metrics and groups. Nothing can be registered afterwards. */
  public void close() {
    Map<String, Metric> own;
    List<MetricTree> below;
    synchronized (this) {
      closed = true;
      own = new TreeMap<>(metrics);
      below = new ArrayList<>(groups.values());
      metrics.clear();
      groups.clear();
    }
    own.forEach((name, metric) -> listener.removed(metric, name, this));
    below.forEach(MetricTree::close);
  }

  private synchronized Counter sharedCounter(String name) {
    if (metrics.get(name) instanceof Counter known) {
      return known;
    }
    return counter(name);
  }

  private synchronized MetricTree child(String name, Map<String, String> vars) {
    return groups.computeIfAbsent(
        name,
        key -> {
          String[] below = Arrays.copyOf(scope, scope.length + 1);
          below[scope.length] = name;
          return new MetricTree(below, vars, listener);
        });
  }

  private void register(String name, Metric metric) {
    synchronized (this) {
      if (closed) {
        LOG.warn("The metric {} comes too late, its group is closed", getMetricIdentifier(name));
        return;
      }
      if (metrics.putIfAbsent(name, metric) != null) {
        LOG.warn(
            "There is a metric {} already; the second is not reported", getMetricIdentifier(name));
        return;
      }
    }
    listener.added(metric, name, this);
  }
}
