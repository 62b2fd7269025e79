// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import com.esotericsoftware.kryo.Serializer;
import io.flyshuttle.core.option.IllegalConfigurationException;
import io.flyshuttle.core.option.PipelineOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what settings say about serializers of classes, which are named there. */
final class SerializerSettings {
  private static final Pattern WAY = Pattern.compile("\\s*([^:\\s]+)\\s*:\\s*\\{(.*)}\\s*");

  private final SerializerConfigImpl config;
  private final ClassLoader loader;

  SerializerSettings(SerializerConfigImpl config, ClassLoader loader) {
    this.config = config;
    this.loader = loader;
  }

  void kryo(List<String> classes) {
    classes.forEach(
        name ->
            config.registerKryoType(named(PipelineOptions.KRYO_REGISTERED_CLASSES.key(), name)));
  }

  void pojos(List<String> classes) {
    classes.forEach(
        name ->
            config.registerPojoType(named(PipelineOptions.POJO_REGISTERED_CLASSES.key(), name)));
  }

  /** Each is {@code class:a.C,serializer:a.S}. */
  void kryoDefaults(List<String> pairs) {
    String key = PipelineOptions.KRYO_DEFAULT_SERIALIZERS.key();
    for (String pair : pairs) {
      Map<String, String> parts = parts(key, pair, pair);
      config.addDefaultKryoSerializer(
          named(key, part(key, parts, "class", pair)),
          serializer(key, part(key, parts, "serializer", pair)));
    }
  }

  /** Each is {@code a.C: {type: kryo, kryo-type: registered, class: a.S}}. */
  void ways(List<String> ways) {
    String key = PipelineOptions.SERIALIZATION_CONFIG.key();
    for (String way : ways) {
      Matcher matcher = WAY.matcher(way);
      if (!matcher.matches()) {
        throw new IllegalConfigurationException(
            key + ": expected \"class: {type: ...}\", found \"" + way + "\"");
      }
      Class<?> type = named(key, matcher.group(1));
      Map<String, String> parts = parts(key, matcher.group(2), way);
      switch (part(key, parts, "type", way)) {
        case "pojo" -> config.registerPojoType(type);
        case "typeinfo" ->
            config.registerTypeWithTypeInfoFactory(
                type, named(key, part(key, parts, "class", way)));
        case "kryo" -> kryo(key, type, parts, way);
        default ->
            throw new IllegalConfigurationException(
                key + ": the type is pojo, kryo or typeinfo, not as in \"" + way + "\"");
      }
    }
  }

  private void kryo(String key, Class<?> type, Map<String, String> parts, String way) {
    String kind = parts.get("kryo-type");
    if (kind == null) {
      config.registerKryoType(type);
      return;
    }
    Class<? extends Serializer<?>> serializer = serializer(key, part(key, parts, "class", way));
    switch (kind) {
      case "default" -> config.addDefaultKryoSerializer(type, serializer);
      case "registered" -> config.registerTypeWithKryoSerializer(type, serializer);
      default ->
          throw new IllegalConfigurationException(
              key + ": the kryo-type is default or registered, not as in \"" + way + "\"");
    }
  }

  private static Map<String, String> parts(String key, String text, String whole) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(",")) {
      int colon = part.indexOf(':');
      if (colon < 0) {
        throw new IllegalConfigurationException(
            key + ": expected \"name: value\" between commas, found \"" + whole + "\"");
      }
      parts.put(part.substring(0, colon).strip(), part.substring(colon + 1).strip());
    }
    return parts;
  }

  private static String part(String key, Map<String, String> parts, String name, String whole) {
    String value = parts.get(name);
    if (value == null) {
      throw new IllegalConfigurationException(
          key + ": \"" + whole + "\" says nothing about \"" + name + "\"");
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private Class<? extends Serializer<?>> serializer(String key, String name) {
    Class<?> found = named(key, name);
    if (!Serializer.class.isAssignableFrom(found)) {
      throw new IllegalConfigurationException(key + ": " + name + " is no serializer of Kryo");
    }
    return (Class<? extends Serializer<?>>) found;
  }

  private Class<?> named(String key, String name) {
    try {
      return Class.forName(name.strip(), false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalConfigurationException(key + ": there is no class " + name.strip(), e);
    }
  }
}
