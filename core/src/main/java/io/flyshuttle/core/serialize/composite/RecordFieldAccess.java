// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.serialize.compare.FieldAccess;
import io.flyshuttle.core.serialize.composite.RecordLayout.FieldName;
import io.flyshuttle.core.type.TypeSerializer;
import java.lang.reflect.Field;
import java.util.Arrays;

/**
 * Fields of POJOs and Java records. Reflection at first; where records are many, generated code.
 *
 * @param <T> the class
 */
public final class RecordFieldAccess<T> implements FieldAccess<T> {
  private static final long serialVersionUID = 1L;

  private final RecordLayout layout;
  private transient AdaptiveCodec codec;

  public RecordFieldAccess(Class<T> type, Field[] fields) {
    this.layout = new RecordLayout(type, Arrays.stream(fields).map(FieldName::of).toList(), true);
  }

  @Override
  public Object get(T record, int field) {
    AdaptiveCodec current = codec;
    if (current == null) {
      // Used for reading fields only, so that serializers need only be there to tell the shape.
      TypeSerializer<?>[] serializers = new TypeSerializer<?>[layout.arity()];
      Arrays.fill(serializers, ReadOnlySerializer.INSTANCE);
      current = new AdaptiveCodec(layout, serializers);
      codec = current;
    }
    return current.get(record, field);
  }

  @Override
  public String describe(int field) {
    return "field \"" + layout.fields().get(field).name() + "\"";
  }
}
