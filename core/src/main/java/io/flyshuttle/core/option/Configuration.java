// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings by key. Values are kept as they were set and converted when they are read through a
 * {@link ConfigOption}, which also says under which other keys the value may stand. All methods may
 * be called by several threads.
 */
public class Configuration extends JobParameters.GlobalJobParameters
    implements ReadableConfig, WritableConfig, Serializable, Cloneable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

  private final HashMap<String, Object> values = new HashMap<>();

  /** No settings. */
  public Configuration() {}

  /** A copy. */
  public Configuration(Configuration other) {
    synchronized (other.values) {
      values.putAll(other.values);
    }
  }

  public static Configuration fromMap(Map<String, String> map) {
    Configuration configuration = new Configuration();
    map.forEach(configuration::setString);
    return configuration;
  }

  /**
   * The value that was set, else the option's default, else null.
   *
   * @throws IllegalConfigurationException if the value is not of the option's type
   */
  @Override
  public <T> T get(ConfigOption<T> option) {
    return getOptional(option).orElseGet(option::defaultValue);
  }

  /** The value that was set, else {@code overrideDefault}. */
  public <T> T get(ConfigOption<T> option, T overrideDefault) {
    return getOptional(option).orElse(overrideDefault);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Optional<T> getOptional(ConfigOption<T> option) {
    Object own = raw(option.key());
    if (own != null) {
      Object converted = convert(option.key(), own, option.type());
      if (converted != null) {
        return Optional.of((T) converted);
      }
    }
    for (String otherKey : option.fallbackKeys()) {
      Object other = raw(otherKey);
      if (other != null) {
        boolean deprecated = option.isDeprecated(otherKey);
        if (deprecated) {
          LOG.warn("The key {} is out of use: write {}", otherKey, option.key());
        }
        OptionType type =
            deprecated ? option.type() : option.type().withDefaultUnit(MemorySize.MemoryUnit.BYTES);
        Object converted = convert(otherKey, other, type);
        if (converted != null) {
          return Optional.of((T) converted);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public <T> Configuration set(ConfigOption<T> option, T value) {
    put(option.key(), value);
    return this;
  }

  /** Text under {@code key}, whatever it was set as. */
  public String getString(String key, String defaultValue) {
    Object value = raw(key);
    return value == null ? defaultValue : OptionType.print(value);
  }

  public String getString(ConfigOption<String> option) {
    return get(option);
  }

  public String getString(ConfigOption<String> option, String overrideDefault) {
    return get(option, overrideDefault);
  }

  public void setString(String key, String value) {
    put(key, value);
  }

  public void setString(ConfigOption<String> option, String value) {
    put(option.key(), value);
  }

  public int getInteger(String key, int defaultValue) {
    return valueOf(key, OptionType.of(Integer.class), (Integer) defaultValue);
  }

  public int getInteger(ConfigOption<Integer> option) {
    return get(option);
  }

  public int getInteger(ConfigOption<Integer> option, int overrideDefault) {
    return get(option, overrideDefault);
  }

  public void setInteger(String key, int value) {
    put(key, value);
  }

  public void setInteger(ConfigOption<Integer> option, int value) {
    put(option.key(), value);
  }

  public long getLong(String key, long defaultValue) {
    return valueOf(key, OptionType.of(Long.class), (Long) defaultValue);
  }

  public long getLong(ConfigOption<Long> option) {
    return get(option);
  }

  public long getLong(ConfigOption<Long> option, long overrideDefault) {
    return get(option, overrideDefault);
  }

  public void setLong(String key, long value) {
    put(key, value);
  }

  public void setLong(ConfigOption<Long> option, long value) {
    put(option.key(), value);
  }

  public float getFloat(String key, float defaultValue) {
    return valueOf(key, OptionType.of(Float.class), (Float) defaultValue);
  }

  public float getFloat(ConfigOption<Float> option) {
    return get(option);
  }

  public float getFloat(ConfigOption<Float> option, float overrideDefault) {
    return get(option, overrideDefault);
  }

  public void setFloat(String key, float value) {
    put(key, value);
  }

  public void setFloat(ConfigOption<Float> option, float value) {
    put(option.key(), value);
  }

  public double getDouble(String key, double defaultValue) {
    return valueOf(key, OptionType.of(Double.class), (Double) defaultValue);
  }

  public double getDouble(ConfigOption<Double> option) {
    return get(option);
  }

  public double getDouble(ConfigOption<Double> option, double overrideDefault) {
    return get(option, overrideDefault);
  }

  public void setDouble(String key, double value) {
    put(key, value);
  }

  public void setDouble(ConfigOption<Double> option, double value) {
    put(option.key(), value);
  }

  public boolean getBoolean(String key, boolean defaultValue) {
    return valueOf(key, OptionType.of(Boolean.class), (Boolean) defaultValue);
  }

  public boolean getBoolean(ConfigOption<Boolean> option) {
    return get(option);
  }

  public boolean getBoolean(ConfigOption<Boolean> option, boolean overrideDefault) {
    return get(option, overrideDefault);
  }

  public void setBoolean(String key, boolean value) {
    put(key, value);
  }

  public void setBoolean(ConfigOption<Boolean> option, boolean value) {
    put(option.key(), value);
  }

  /** The enum constant whose name is the option's value. */
  public <T extends Enum<T>> T getEnum(Class<T> enumClass, ConfigOption<String> option) {
    Object converted = convert(option.key(), get(option), OptionType.of(enumClass));
    return enumClass.cast(converted);
  }

  public byte[] getBytes(String key, byte[] defaultValue) {
    Object value = raw(key);
    if (value == null || value instanceof byte[]) {
      return value == null ? defaultValue : (byte[]) value;
    }
    try {
      return Base64.getDecoder().decode(value.toString());
    } catch (IllegalArgumentException e) {
      throw new IllegalConfigurationException(
          "The value of " + key + " is not bytes in base 64", e);
    }
  }

  public void setBytes(String key, byte[] bytes) {
    put(key, bytes);
  }

  /**
   * The class whose name stands under {@code key}.
   *
   * @throws ClassNotFoundException if the loader does not find it
   * @throws ClassCastException if {@code defaultValue} is of a class that is no ancestor of it
   */
  @SuppressWarnings("unchecked")
  public <T> Class<T> getClass(String key, Class<? extends T> defaultValue, ClassLoader classLoader)
      throws ClassNotFoundException {
    Object value = raw(key);
    if (value == null) {
      return (Class<T>) defaultValue;
    }
    return (Class<T>) Class.forName(OptionType.print(value), true, classLoader);
  }

  public void setClass(String key, Class<?> klazz) {
    put(key, klazz.getName());
  }

  /** The option's value as text; null if it is not set and has no default. */
  public String getValue(ConfigOption<?> option) {
    Object value = get(option);
    return value == null ? null : OptionType.print(value);
  }

  /** Whether a value is set under the option's key or one of its other keys. */
  public boolean contains(ConfigOption<?> option) {
    if (containsKey(option.key())) {
      return true;
    }
    for (String otherKey : option.fallbackKeys()) {
      if (containsKey(otherKey)) {
        return true;
      }
    }
    return false;
  }

  public boolean containsKey(String key) {
    synchronized (values) {
      return values.containsKey(key);
    }
  }

  /** The keys that are set; a copy. */
  public Set<String> keySet() {
    synchronized (values) {
      return new HashSet<>(values.keySet());
    }
  }

  /** Takes over all settings of {@code other}. */
  public void addAll(Configuration other) {
    Map<String, Object> copied;
    synchronized (other.values) {
      copied = new HashMap<>(other.values);
    }
    synchronized (values) {
      values.putAll(copied);
    }
  }

  /** Takes over all settings of {@code other}, with {@code prefix} before each key. */
  public void addAll(Configuration other, String prefix) {
    Map<String, Object> copied = new HashMap<>();
    synchronized (other.values) {
      other.values.forEach((key, value) -> copied.put(prefix + key, value));
    }
    synchronized (values) {
      values.putAll(copied);
    }
  }

  public void addAllToProperties(Properties properties) {
    synchronized (values) {
      properties.putAll(values);
    }
  }

  /** Removes the option under all its keys; whether there was a value. */
  public <T> boolean removeConfig(ConfigOption<T> option) {
    boolean removed = removeKey(option.key());
    for (String otherKey : option.fallbackKeys()) {
      removed |= removeKey(otherKey);
    }
    return removed;
  }

  public boolean removeKey(String key) {
    synchronized (values) {
      return values.remove(key) != null;
    }
  }

  /** All settings as text, from which {@link #fromMap} makes the same settings again. */
  @Override
  public Map<String, String> toMap() {
    synchronized (values) {
      Map<String, String> map = new HashMap<>();
      values.forEach((key, value) -> map.put(key, OptionType.print(value)));
      return map;
    }
  }

  /** Writes all settings as text. */
  public void write(DataOutputView out) throws IOException {
    Map<String, String> map = toMap();
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      writeText(entry.getKey(), out);
      writeText(entry.getValue(), out);
    }
  }

  /** Adds what {@link #write} wrote. */
  public void read(DataInputView in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String key = readText(in);
      setString(key, readText(in));
    }
  }

  /** Sets a value; every change goes through here. */
  protected void put(String key, Object value) {
    Objects.requireNonNull(key, "a setting needs a key");
    Objects.requireNonNull(value, "a setting needs a value: remove the key to unset it");
    synchronized (values) {
      values.put(key, value);
    }
  }

  private Object raw(String key) {
    synchronized (values) {
      return values.get(key);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> T valueOf(String key, OptionType type, T defaultValue) {
    Object value = raw(key);
    return value == null ? defaultValue : (T) convert(key, value, type);
  }

  private static Object convert(String key, Object value, OptionType type) {
    try {
      return type.convert(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalConfigurationException(
          "The value \""
              + OptionType.print(value)
              + "\" of "
              + key
              + " cannot be used: "
              + e.getMessage(),
          e);
    }
  }

  private static void writeText(String text, DataOutputView out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public Configuration clone() {
    return new Configuration(this);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof Configuration that && toMap().equals(that.toMap());
  }

  @Override
  public int hashCode() {
    return toMap().hashCode();
  }

  /** All settings, those that look secret hidden. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(toMap());
    shown.replaceAll((key, value) -> SecretKeys.isSecret(key) ? "******" : value);
    return shown.toString();
  }
}
