// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON by hand: reflection over records would cost more at start than all the rest. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Writes something. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private JsonText() {}

  /** An object with the fields that {@code fields} writes. */
  static String object(Writing fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    return text.toString();
  }

  /** A field with a list of objects. */
  static <T> void list(JsonGenerator json, String field, Iterable<T> items, ItemWriting<T> each)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (T item : items) {
      json.writeStartObject();
      each.to(json, item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the fields of an item. */
  @FunctionalInterface
  interface ItemWriting<T> {
    void to(JsonGenerator json, T item) throws IOException;
  }
}
