// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/**
 * Starts with the interpreted codec and goes over to a generated one when enough records have come
 * by: a short job does not pay for code it hardly runs.
 *
 * <p>Both are called from places of their own, and the way to the interpreted one is too large for
 * the JIT compiler to inline where it is taken seldom: else all of it became part of each loop that
 * reads or writes records.
 */
final class AdaptiveCodec {
  // few enough that profiles of the first seconds show these calls as the rare ones they are
  private static final int RECORDS_BEFORE_GENERATION = 250;

  private final RecordLayout layout;
  private final TypeSerializer<?>[] serializers;

  /** Null as long as the other is in use. */
  private RecordCodec generated;

  private InterpretedCodec interpreted;
  private int recordsLeft;
  private boolean[] plain;

  AdaptiveCodec(RecordLayout layout, TypeSerializer<?>[] serializers) {
    this.layout = layout;
    this.serializers = serializers;
    this.generated = GeneratedCodecs.ifPresent(layout, serializers);
    if (generated == null) {
      this.interpreted = new InterpretedCodec(layout, serializers);
      this.recordsLeft = RECORDS_BEFORE_GENERATION;
    }
  }

  /** The interpreted codec for one more record; the one after the last finds the generated. */
  private InterpretedCodec interpreted() {
    if (recordsLeft > 0) {
      recordsLeft--;
      if (recordsLeft == 0) {
        generated = GeneratedCodecs.generate(layout, serializers);
      }
    }
    return interpreted;
  }

  void write(Object record, DataOutputView target) throws IOException {
    RecordCodec codec = generated;
    if (codec != null) {
      codec.write(record, target);
    } else {
      interpreted().write(record, target);
    }
  }

  Object read(DataInputView source) throws IOException {
    RecordCodec codec = generated;
    return codec != null ? codec.read(source) : interpreted().read(source);
  }

  Object readInto(Object reuse, DataInputView source) throws IOException {
    RecordCodec codec = generated;
    return codec != null ? codec.readInto(reuse, source) : interpreted().readInto(reuse, source);
  }

  Object copy(Object from) {
    RecordCodec codec = generated;
    return codec != null ? codec.copy(from) : interpreted().copy(from);
  }

  Object copyInto(Object from, Object reuse) {
    RecordCodec codec = generated;
    return codec != null ? codec.copyInto(from, reuse) : interpreted().copyInto(from, reuse);
  }

  Object get(Object record, int field) {
    RecordCodec codec = generated;
    return codec != null ? codec.get(record, field) : interpreted().get(record, field);
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
