// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import io.flyshuttle.core.option.JobParameters;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A program's parameters by key. Keeps account of which were asked for, with which default, so that
 * a program can tell its user what it understands and what it ignored.
 */
public abstract class AbstractParameterTool extends JobParameters.GlobalJobParameters
    implements Serializable, Cloneable {
  private static final long serialVersionUID = 1L;

  /** The value of a key that stands alone. */
  protected static final String NO_VALUE_KEY = "__NO_VALUE_KEY";

  /** Stands for the default of a key that was asked for without one. */
  protected static final String DEFAULT_UNDEFINED = "<undefined>";

  /** Keys asked for, with their defaults. */
  protected transient Map<String, String> defaultData = new ConcurrentHashMap<>();

  /** Keys given but not asked for so far. */
  protected transient Set<String> unrequestedParameters = ConcurrentHashMap.newKeySet();

  /** Keys that were given but not asked for so far. */
  public Set<String> getUnrequestedParameters() {
    return Collections.unmodifiableSet(unrequestedParameters);
  }

  /** How many keys were given. */
  protected abstract int getNumberOfParameters();

  /** The value of {@code key}; null if it was not given or stands alone. */
  protected abstract String get(String key);

  /** Whether {@code key} was given, with or without value. */
  public abstract boolean has(String value);

  /** The value of {@code key}, else {@code defaultValue}. */
  public String get(String key, String defaultValue) {
    addToDefaults(key, defaultValue);
    String value = get(key);
    return value == null ? defaultValue : value;
  }

  /**
   * The value of a key that must be there.
   *
   * @throws RuntimeException if it is not, naming the key
   */
  public String getRequired(String key) {
    addToDefaults(key, null);
    String value = get(key);
    if (value == null) {
      throw new InvalidParameterException(
          "No data for required key '" + key + "': give it as --" + key + " VALUE");
    }
    return value;
  }

  /** The value of a key that must be there, as a number. */
  public int getInt(String key) {
    addToDefaults(key, null);
    return number(key, getRequired(key), Integer::valueOf);
  }

  /** The value of {@code key}, else {@code defaultValue}. */
  public int getInt(String key, int defaultValue) {
    addToDefaults(key, Integer.toString(defaultValue));
    String value = get(key);
    return value == null ? defaultValue : number(key, value, Integer::valueOf);
  }

  /** The value of a key that must be there, as a number. */
  public long getLong(String key) {
    addToDefaults(key, null);
    return number(key, getRequired(key), Long::valueOf);
  }

  /** The value of {@code key}, else {@code defaultValue}. */
  public long getLong(String key, long defaultValue) {
    addToDefaults(key, Long.toString(defaultValue));
    String value = get(key);
    return value == null ? defaultValue : number(key, value, Long::valueOf);
  }

  /** The value of a key that must be there, as a number. */
  public float getFloat(String key) {
    addToDefaults(key, null);
    return number(key, getRequired(key), Float::valueOf);
  }

  /** The value of {@code key}, else {@code defaultValue}. */
  public float getFloat(String key, float defaultValue) {
    addToDefaults(key, Float.toString(defaultValue));
    String value = get(key);
    return value == null ? defaultValue : number(key, value, Float::valueOf);
  }

  /** The value of a key that must be there, as a number. */
  public double getDouble(String key) {
    addToDefaults(key, null);
    return number(key, getRequired(key), Double::valueOf);
  }

  /** The value of {@code key}, else {@code defaultValue}. */
  public double getDouble(String key, double defaultValue) {
    addToDefaults(key, Double.toString(defaultValue));
    String value = get(key);
    return value == null ? defaultValue : number(key, value, Double::valueOf);
  }

  /** The value of a key that must be there, as a number. */
  public short getShort(String key) {
    addToDefaults(key, null);
    return number(key, getRequired(key), Short::valueOf);
  }

  /** The value of {@code key}, else {@code defaultValue}. */
  public short getShort(String key, short defaultValue) {
    addToDefaults(key, Short.toString(defaultValue));
    String value = get(key);
    return value == null ? defaultValue : number(key, value, Short::valueOf);
  }

  /** The value of a key that must be there, as a number. */
  public byte getByte(String key) {
    addToDefaults(key, null);
    return number(key, getRequired(key), Byte::valueOf);
  }

  /** The value of {@code key}, else {@code defaultValue}. */
  public byte getByte(String key, byte defaultValue) {
    addToDefaults(key, Byte.toString(defaultValue));
    String value = get(key);
    return value == null ? defaultValue : number(key, value, Byte::valueOf);
  }

  /** Whether the value of a key that must be there is "true". */
  public boolean getBoolean(String key) {
    addToDefaults(key, null);
    return Boolean.parseBoolean(getRequired(key));
  }

  /** Whether the value of {@code key} is "true", else {@code defaultValue}. */
  public boolean getBoolean(String key, boolean defaultValue) {
    addToDefaults(key, Boolean.toString(defaultValue));
    String value = get(key);
    return value == null ? defaultValue : Boolean.parseBoolean(value);
  }

  private static <T> T number(String key, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (NumberFormatException e) {
      NumberFormatException named =
          new NumberFormatException(
              "the value of --" + key + " is not a number of the kind wanted: \"" + value + "\"");
      named.initCause(e);
      throw named;
    }
  }

  /** Notes that {@code key} was asked for; null stands for no default. */
  protected void addToDefaults(String key, String value) {
    String known = defaultData.get(key);
    if (known == null || known.equals(DEFAULT_UNDEFINED)) {
      defaultData.put(key, value == null ? DEFAULT_UNDEFINED : value);
    }
    unrequestedParameters.remove(key);
  }

  @Override
  public abstract Map<String, String> toMap();

  @Override
  protected abstract Object clone() throws CloneNotSupportedException;

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    defaultData = new ConcurrentHashMap<>();
    unrequestedParameters = ConcurrentHashMap.newKeySet();
  }
}
