// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/**
 * Starts with the interpreted codec and goes over to a generated one when enough records have come
 * by: a short job does not pay for code it hardly runs.
 */
final class AdaptiveCodec {
  private static final int RECORDS_BEFORE_GENERATION = 2_000;

  private final RecordLayout layout;
  private final TypeSerializer<?>[] serializers;
  private RecordCodec codec;
  private int recordsLeft;
  private boolean[] plain;

  AdaptiveCodec(RecordLayout layout, TypeSerializer<?>[] serializers) {
    this.layout = layout;
    this.serializers = serializers;
    this.codec = GeneratedCodecs.ifPresent(layout, serializers);
    if (codec == null) {
      this.codec = new InterpretedCodec(layout, serializers);
      this.recordsLeft = RECORDS_BEFORE_GENERATION;
    }
  }

  RecordCodec next() {
    if (recordsLeft > 0 && --recordsLeft == 0) {
      RecordCodec generated = GeneratedCodecs.generate(layout, serializers);
      if (generated != null) {
        codec = generated;
      }
    }
    return codec;
  }

  void write(Object record, DataOutputView target) throws IOException {
    next().write(record, target);
  }

  Object read(DataInputView source) throws IOException {
    return next().read(source);
  }

  Object readInto(Object reuse, DataInputView source) throws IOException {
    return next().readInto(reuse, source);
  }

  Object copy(Object from) {
    return next().copy(from);
  }

  Object copyInto(Object from, Object reuse) {
    return next().copyInto(from, reuse);
  }

  Object get(Object record, int field) {
    return next().get(record, field);
  }

  /** Copies the bytes of one record. */
  void copyBytes(DataInputView source, DataOutputView target) throws IOException {
    boolean[] isNull = new boolean[serializers.length];
    if (layout.nullable()) {
      copyMask(isNull, source, target);
    }
    for (int i = 0; i < serializers.length; i++) {
      if (!isNull[i]) {
        serializers[i].copy(source, target);
      }
    }
  }

  private void copyMask(boolean[] isNull, DataInputView source, DataOutputView target)
      throws IOException {
    if (plain == null) {
      plain = layout.plainPrimitives(serializers);
    }
    int bits = 0;
    int count = 0;
    for (int i = 0; i < isNull.length; i++) {
      if (!plain[i]) {
        if ((count & 7) == 0) {
          bits = source.readByte();
          target.writeByte(bits);
        }
        isNull[i] = (bits & 1 << (count & 7)) != 0;
        count++;
      }
    }
  }
}
