// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an option's value is read from text, and printed. Values that were set as objects are
 * converted too, so that {@code "5"}, 5 and 5L serve the same option.
 *
 * @param valueClass class of a single value
 * @param list whether the option is a list of such values
 * @param defaultUnit of sizes without a unit
 * @param allowedValues of a text, empty if any is allowed
 */
record OptionType(
    Class<?> valueClass,
    boolean list,
    MemorySize.MemoryUnit defaultUnit,
    List<String> allowedValues) {

  static OptionType of(Class<?> valueClass) {
    return new OptionType(valueClass, false, MemorySize.MemoryUnit.BYTES, List.of());
  }

  static OptionType memory(MemorySize.MemoryUnit defaultUnit) {
    return new OptionType(MemorySize.class, false, defaultUnit, List.of());
  }

  static OptionType oneOf(String... allowedValues) {
    return new OptionType(String.class, false, MemorySize.MemoryUnit.BYTES, List.of(allowedValues));
  }

  OptionType asList() {
    return new OptionType(valueClass, true, defaultUnit, allowedValues);
  }

  OptionType withDefaultUnit(MemorySize.MemoryUnit unit) {
    return new OptionType(valueClass, list, unit, allowedValues);
  }

  /** Name of the type, for the documentation. */
  String displayName() {
    String single;
    if (valueClass.isEnum() || !allowedValues.isEmpty()) {
      single = String.join(", ", choices());
    } else {
      single = valueClass.getSimpleName();
    }
    return list ? "List of " + single : single;
  }

  /**
   * Converts a value.
   *
   * @return null if the value means "not set"
   * @throws IllegalArgumentException if it is not of this type
   */
  Object convert(Object raw) {
    if (!list) {
      return convertSingle(raw);
    }
    List<?> parts = raw instanceof List<?> given ? given : split(raw.toString(), ';');
    List<Object> converted = new ArrayList<>(parts.size());
    for (Object part : parts) {
      converted.add(convertSingle(part));
    }
    return converted;
  }

  private Object convertSingle(Object raw) {
    if (valueClass.isInstance(raw) && allowedValues.isEmpty()) {
      return raw;
    }
    String text = print(raw).trim();
    if (valueClass == String.class) {
      return allowedValues.isEmpty() ? print(raw) : choice(text);
    } else if (valueClass == Boolean.class) {
      return booleanOf(text);
    } else if (valueClass == MemorySize.class) {
      return text.equals("-1") ? null : MemorySize.parse(text, defaultUnit);
    } else if (valueClass == Duration.class) {
      return TimeUtils.parseDuration(text);
    } else if (valueClass == Map.class) {
      return mapOf(text);
    } else if (valueClass.isEnum()) {
      return enumOf(text);
    } else if (Number.class.isAssignableFrom(valueClass)) {
      return numberOf(text);
    }
    throw new IllegalArgumentException("a " + raw.getClass().getName() + " does not fit");
  }

  private Object numberOf(String text) {
    try {
      if (valueClass == Integer.class) {
        return Integer.valueOf(text);
      } else if (valueClass == Long.class) {
        return Long.valueOf(text);
      } else if (valueClass == Float.class) {
        return Float.valueOf(text);
      }
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      String kind =
          valueClass == Integer.class || valueClass == Long.class ? "whole number" : "number";
      throw new IllegalArgumentException("it is not a " + kind, e);
    }
  }

  private static Boolean booleanOf(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    } else if (text.equalsIgnoreCase("false")) {
      return Boolean.FALSE;
    }
    throw new IllegalArgumentException("it must be true or false");
  }

  private Object enumOf(String text) {
    String wanted = text.replace('-', '_');
    for (Object constant : valueClass.getEnumConstants()) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(wanted)
          || constant.toString().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw notAChoice();
  }

  private String choice(String text) {
    for (String allowed : allowedValues) {
      if (allowed.equalsIgnoreCase(text)) {
        return allowed;
      }
    }
    throw notAChoice();
  }

  private IllegalArgumentException notAChoice() {
    return new IllegalArgumentException("it must be one of " + String.join(", ", choices()));
  }

  private List<String> choices() {
    if (!allowedValues.isEmpty()) {
      return allowedValues;
    }
    List<String> names = new ArrayList<>();
    for (Object constant : valueClass.getEnumConstants()) {
      names.add(constant.toString());
    }
    return names;
  }

  private static Map<String, String> mapOf(String text) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String pair : split(text, ',')) {
      List<String> keyAndValue = split(pair, ':');
      if (keyAndValue.size() != 2) {
        throw new IllegalArgumentException(
            "it must be pairs as in k1:v1,k2:v2 (quote values with ' that hold , or :)");
      }
      map.put(keyAndValue.get(0), keyAndValue.get(1));
    }
    return map;
  }

  /**
   * Parts between separators that are not within single quotes; doubled quotes stand for one. A
   * part loses its quotes only if it is quoted whole, so that a pair can be split again.
   */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == separator && !quoted)) {
        String part = text.substring(start, i).trim();
        if (!part.isEmpty()) {
          parts.add(unquote(part));
        }
        start = i + 1;
      } else if (text.charAt(i) == '\'') {
        quoted = !quoted;
      }
    }
    return parts;
  }

  private static String unquote(String part) {
    boolean whole = part.length() >= 2 && part.startsWith("'") && part.endsWith("'");
    if (!whole || part.substring(1, part.length() - 1).replace("''", "").contains("'")) {
      return part;
    }
    return part.substring(1, part.length() - 1).replace("''", "'");
  }

  private static String quote(String part, String special) {
    for (int i = 0; i < part.length(); i++) {
      if (special.indexOf(part.charAt(i)) >= 0) {
        return "'" + part.replace("'", "''") + "'";
      }
    }
    return part;
  }

  /** A value as text that {@link #convert} reads again. */
  static String print(Object value) {
    if (value instanceof List<?> elements) {
      List<String> parts = new ArrayList<>();
      for (Object element : elements) {
        parts.add(quote(print(element), ";'"));
      }
      return String.join(";", parts);
    } else if (value instanceof Map<?, ?> map) {
      List<String> pairs = new ArrayList<>();
      map.forEach((k, v) -> pairs.add(quote(print(k), ",:'") + ":" + quote(print(v), ",:'")));
      return String.join(",", pairs);
    } else if (value instanceof Duration duration) {
      return TimeUtils.formatWithHighestUnit(duration);
    } else if (value instanceof Class<?> someClass) {
      return someClass.getName();
    } else if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return String.valueOf(value);
  }
}
