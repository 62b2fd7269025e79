// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.aggregator;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The aggregators of an iteration, and the criterion by which it ends. */
public class AggregatorRegistry {
  private final Map<String, Aggregator<?>> registry = new LinkedHashMap<>();
  private ConvergenceCriterion<? extends Value> convergenceCriterion;
  private String convergenceCriterionAggregatorName;

  /**
   * @throws RuntimeException if there is one of that name
   */
  public void registerAggregator(String name, Aggregator<?> aggregator) {
    if (name == null || aggregator == null) {
      throw new IllegalArgumentException("An aggregator needs a name");
    }
    if (registry.putIfAbsent(name, aggregator) != null) {
      throw new InvalidProgramException("An aggregator is already registered under " + name);
    }
  }

  public Collection<AggregatorWithName<?>> getAllRegisteredAggregators() {
    List<AggregatorWithName<?>> all = new ArrayList<>();
    registry.forEach((name, aggregator) -> all.add(new AggregatorWithName<>(name, aggregator)));
    return all;
  }

  /** Registers an aggregator that the criterion looks at. */
  public <T extends Value> void registerAggregationConvergenceCriterion(
      String name, Aggregator<T> aggregator, ConvergenceCriterion<T> convergenceCheck) {
    Aggregator<?> known = registry.get(name);
    if (known != null && known != aggregator) {
      throw new InvalidProgramException("An aggregator is already registered under " + name);
    }
    registry.put(name, aggregator);
    this.convergenceCriterion = convergenceCheck;
    this.convergenceCriterionAggregatorName = name;
  }

  public String getConvergenceCriterionAggregatorName() {
    return convergenceCriterionAggregatorName;
  }

  public ConvergenceCriterion<?> getConvergenceCriterion() {
    return convergenceCriterion;
  }

  /** Takes over everything registered in {@code other}. */
  public void addAll(AggregatorRegistry other) {
    registry.putAll(other.registry);
    this.convergenceCriterion = other.convergenceCriterion;
    this.convergenceCriterionAggregatorName = other.convergenceCriterionAggregatorName;
  }
}
