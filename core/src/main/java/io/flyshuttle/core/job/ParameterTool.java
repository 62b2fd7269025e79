// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import io.flyshuttle.core.option.Configuration;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A program's parameters, one value for each key. Immutable, and so safe for several threads. */
public class ParameterTool extends AbstractParameterTool {
  private static final long serialVersionUID = 1L;

  /** The parameters as given. */
  protected final Map<String, String> data;

  private ParameterTool(Map<String, String> data) {
    this.data = Collections.unmodifiableMap(new HashMap<>(data));
    unrequestedParameters.addAll(this.data.keySet());
  }

  /**
   * Reads {@code --key value}, {@code -key value} and keys without value. A later value of the same
   * key counts.
   */
  public static ParameterTool fromArgs(String[] args) {
    Map<String, String> map = new HashMap<>();
    ArgumentReader.read(args, NO_VALUE_KEY, map::put);
    return fromMap(map);
  }

  public static ParameterTool fromPropertiesFile(String path) throws IOException {
    return fromPropertiesFile(new File(path));
  }

  public static ParameterTool fromPropertiesFile(File file) throws IOException {
    if (!file.exists()) {
      throw new FileNotFoundException("There is no properties file " + file.getAbsolutePath());
    }
    try (InputStream in = new FileInputStream(file)) {
      return fromPropertiesFile(in);
    }
  }

  /** Reads properties; leaves the stream open. */
  public static ParameterTool fromPropertiesFile(InputStream inputStream) throws IOException {
    Properties properties = new Properties();
    properties.load(inputStream);
    return fromProperties(properties);
  }

  public static ParameterTool fromMap(Map<String, String> map) {
    return new ParameterTool(map);
  }

  public static ParameterTool fromSystemProperties() {
    return fromProperties(System.getProperties());
  }

  private static ParameterTool fromProperties(Properties properties) {
    Map<String, String> map = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      map.put(name, properties.getProperty(name));
    }
    return fromMap(map);
  }

  @Override
  public int getNumberOfParameters() {
    return data.size();
  }

  @Override
  public String get(String key) {
    addToDefaults(key, null);
    String value = data.get(key);
    return NO_VALUE_KEY.equals(value) ? null : value;
  }

  @Override
  public boolean has(String value) {
    addToDefaults(value, null);
    return data.containsKey(value);
  }

  public Configuration getConfiguration() {
    return Configuration.fromMap(data);
  }

  public Properties getProperties() {
    Properties properties = new Properties();
    properties.putAll(data);
    return properties;
  }

  /** Writes a file with the keys asked for so far and their values or defaults. */
  public void createPropertiesFile(String pathToFile) throws IOException {
    createPropertiesFile(pathToFile, true);
  }

  /**
   * As {@link #createPropertiesFile(String)}.
   *
   * @throws RuntimeException if the file exists and is not to be overwritten
   */
  public void createPropertiesFile(String pathToFile, boolean overwrite) throws IOException {
    File file = new File(pathToFile);
    if (file.exists() && !overwrite) {
      throw new InvalidParameterException(
          "File " + pathToFile + " exists and overwriting is not allowed");
    }
    Properties properties = new Properties();
    properties.putAll(defaultData);
    data.forEach(
        (key, value) -> {
          if (!value.equals(NO_VALUE_KEY)) {
            properties.put(key, value);
          }
        });
    try (OutputStream out = new FileOutputStream(file)) {
      properties.store(out, "Parameters the program asked for, with its defaults");
    }
  }

  /** Both sets of parameters; where both have a key, {@code other}'s value counts. */
  public ParameterTool mergeWith(ParameterTool other) {
    Map<String, String> merged = new HashMap<>(data);
    merged.putAll(other.data);
    ParameterTool result = new ParameterTool(merged);
    Set<String> asked = new HashSet<>(merged.keySet());
    asked.removeIf(
        key -> unrequestedParameters.contains(key) || other.unrequestedParameters.contains(key));
    result.unrequestedParameters.removeAll(asked);
    return result;
  }

  @Override
  public Map<String, String> toMap() {
    return data;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  protected Object clone() throws CloneNotSupportedException {
    return new ParameterTool(data);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ParameterTool other && data.equals(other.data);
  }

  @Override
  public int hashCode() {
    return data.hashCode();
  }
}
