// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed answer of the session: an object of it, by field name. Missing fields and nulls read as
 * empty; fields that are not asked for do not matter, so that sessions may answer more.
 */
public final class JsonTree {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Object> fields;

  private JsonTree(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Parses an object. */
  public static JsonTree parse(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object: " + text);
      }
      return object(parser);
    }
  }

  /** Text of a field, empty if there is none. */
  public String text(String field) {
    Object value = fields.get(field);
    return value == null || value instanceof JsonTree || value instanceof List
        ? ""
        : value.toString();
  }

  /** A whole number, -1 if there is none. */
  public long number(String field) {
    return fields.get(field) instanceof Number number ? number.longValue() : -1;
  }

  /** Whether a field is there and not null. */
  public boolean has(String field) {
    return fields.get(field) != null;
  }

  /** An object, an empty one if there is none. */
  public JsonTree object(String field) {
    return fields.get(field) instanceof JsonTree tree ? tree : new JsonTree(Map.of());
  }

  /** The objects of an array. */
  public List<JsonTree> objects(String field) {
    List<JsonTree> objects = new ArrayList<>();
    if (fields.get(field) instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof JsonTree tree) {
          objects.add(tree);
        }
      }
    }
    return objects;
  }

  /** Names of the fields in their order. */
  public Iterable<String> names() {
    return fields.keySet();
  }

  private static JsonTree object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return new JsonTree(fields);
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }
}
