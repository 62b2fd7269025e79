// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.type.TypeSerializer;

/** What serializers of records do with their field serializers. */
final class Fields {
  private Fields() {}

  /** A duplicate of each. */
  static TypeSerializer<?>[] duplicate(TypeSerializer<?>[] serializers) {
    TypeSerializer<?>[] duplicates = new TypeSerializer<?>[serializers.length];
    for (int i = 0; i < duplicates.length; i++) {
      duplicates[i] = serializers[i].duplicate();
    }
    return duplicates;
  }

  /** Length of every record if all fields are primitive, else -1. */
  static int length(RecordLayout layout, TypeSerializer<?>[] serializers) {
    int sum = 0;
    for (int i = 0; i < serializers.length; i++) {
      if (!RecordLayout.isPlainPrimitive(layout.fields().get(i), serializers[i])) {
        return -1;
      }
      sum += serializers[i].getLength();
    }
    return sum > 0 ? sum : -1;
  }
}
