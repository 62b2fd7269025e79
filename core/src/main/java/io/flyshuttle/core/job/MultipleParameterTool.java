// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program's parameters, where a key may be given several times. Immutable. */
public class MultipleParameterTool extends AbstractParameterTool {
  private static final long serialVersionUID = 1L;

  /** The parameters as given; values in the order given. */
  protected final Map<String, Collection<String>> data;

  private MultipleParameterTool(Map<String, Collection<String>> data) {
    Map<String, Collection<String>> copy = new HashMap<>();
    data.forEach((key, values) -> copy.put(key, new ArrayList<>(values)));
    this.data = Collections.unmodifiableMap(copy);
    unrequestedParameters.addAll(this.data.keySet());
  }

  /** Reads {@code --key value}, {@code -key value} and keys without value. */
  public static MultipleParameterTool fromArgs(String[] args) {
    Map<String, Collection<String>> map = new HashMap<>();
    ArgumentReader.read(
        args,
        NO_VALUE_KEY,
        (key, value) -> map.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
    return fromMultiMap(map);
  }

  public static MultipleParameterTool fromMultiMap(Map<String, Collection<String>> multiMap) {
    return new MultipleParameterTool(multiMap);
  }

  @Override
  public int getNumberOfParameters() {
    return data.size();
  }

  /**
   * The only value of {@code key}; null if it was not given.
   *
   * @throws RuntimeException if it was given several times
   */
  @Override
  public String get(String key) {
    addToDefaults(key, null);
    if (!data.containsKey(key)) {
      return null;
    }
    Collection<String> values = data.get(key);
    if (values.size() != 1) {
      throw new InvalidParameterException(
          "The key '" + key + "' was given " + values.size() + " times, one value is wanted");
    }
    String value = values.iterator().next();
    return NO_VALUE_KEY.equals(value) ? null : value;
  }

  @Override
  public boolean has(String value) {
    addToDefaults(value, null);
    return data.containsKey(value);
  }

  /** All values of {@code key}; null if it was not given. */
  public Collection<String> getMultiParameter(String key) {
    addToDefaults(key, null);
    Collection<String> values = data.get(key);
    if (values == null) {
      return null;
    }
    List<String> given = new ArrayList<>(values);
    given.removeIf(NO_VALUE_KEY::equals);
    return given;
  }

  /** All values of a key that must be there. */
  public Collection<String> getMultiParameterRequired(String key) {
    Collection<String> values = getMultiParameter(key);
    if (values == null) {
      throw new InvalidParameterException(
          "No data for required key '" + key + "': give it as --" + key + " VALUE");
    }
    return values;
  }

  /** Both sets of parameters; values of keys in both are joined. */
  public MultipleParameterTool mergeWith(MultipleParameterTool other) {
    Map<String, Collection<String>> merged = new HashMap<>();
    data.forEach((key, values) -> merged.put(key, new ArrayList<>(values)));
    other.data.forEach(
        (key, values) -> merged.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values));
    MultipleParameterTool result = new MultipleParameterTool(merged);
    Set<String> asked = new HashSet<>(merged.keySet());
    asked.removeIf(
        key -> unrequestedParameters.contains(key) || other.unrequestedParameters.contains(key));
    result.unrequestedParameters.removeAll(asked);
    return result;
  }

  public Map<String, Collection<String>> toMultiMap() {
    return data;
  }

  /** The parameters with the last value of each key. */
  @Override
  public Map<String, String> toMap() {
    Map<String, String> map = new HashMap<>();
    data.forEach((key, values) -> values.forEach(value -> map.put(key, value)));
    return map;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  protected Object clone() throws CloneNotSupportedException {
    return new MultipleParameterTool(data);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof MultipleParameterTool other && data.equals(other.data);
  }

  @Override
  public int hashCode() {
    return data.hashCode();
  }
}
