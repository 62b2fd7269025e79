// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/**
 * A codec that goes through the fields in a loop, by reflection: for the first records, and for
 * classes that no code can be generated for. Also reads data of classes that have fields no more.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
final class InterpretedCodec implements RecordCodec {
  private final RecordLayout layout;
  private final TypeSerializer[] serializers;
  private final Field[] fields;
  private final boolean[] primitive;
  private final Constructor<?> constructor;
  private final Class<?>[] parameters;
  private final int[] constructorPosition;
  private final Object[] defaults;
  private final int maskBytes;

  /** What the serializers write, if primitives; the fields may have become wider since. */
  private final Class<?>[] written;

  InterpretedCodec(RecordLayout layout, TypeSerializer<?>[] serializers) {
    this.layout = layout;
    this.serializers = serializers;
    this.fields = layout.findFields();
    this.constructor = layout.findConstructor();
    this.parameters = constructor.getParameterTypes();
    this.primitive = layout.plainPrimitives(serializers);
    this.written = new Class<?>[fields.length];
    int nullableFields = 0;
    for (int i = 0; i < fields.length; i++) {
      nullableFields += primitive[i] ? 0 : 1;
      written[i] = Primitives.written(serializers[i]);
    }
    this.maskBytes = layout.nullable() ? (nullableFields + 7) / 8 : 0;
    this.constructorPosition = new int[fields.length];
    this.defaults = layout.isCanonical() ? orderByComponents() : null;
  }

  /** Finds each field's place in the canonical constructor. */
  private Object[] orderByComponents() {
    RecordComponent[] components = layout.type().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int c = 0; c < components.length; c++) {
      values[c] = Primitives.zero(components[c].getType());
    }
    for (int i = 0; i < fields.length; i++) {
      constructorPosition[i] = -1;
      for (int c = 0; c < components.length; c++) {
        if (fields[i] != null && components[c].getName().equals(fields[i].getName())) {
          constructorPosition[i] = c;
        }
      }
    }
    return values;
  }

  private Object construct(Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("the constructor of " + layout.type() + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + layout.type().getName(), e);
    }
  }

  @Override
  public Object get(Object record, int field) {
    try {
      return fields[field].get(record);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void set(Object record, int field, Object value) {
    if (fields[field] == null || value == null && fields[field].getType().isPrimitive()) {
      return;
    }
    try {
      fields[field].set(record, Primitives.convert(value, fields[field].getType()));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "the field \""
              + fields[field].getName()
              + "\" of "
              + layout.type().getName()
              + " is a "
              + fields[field].getType().getName()
              + " now, and the data holds a "
              + value.getClass().getName(),
          e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(Object record, DataOutputView target) throws IOException {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      // what the class has no more is written as if it had not been set
      Object value = fields[i] == null ? zero(i) : get(record, i);
      values[i] = written[i] == null ? value : Primitives.convert(value, written[i]);
    }
    writeMask(values, target);
    for (int i = 0; i < fields.length; i++) {
      if (values[i] != null || !layout.nullable()) {
        serializers[i].serialize(values[i], target);
      }
    }
  }

  private Object zero(int field) {
    return primitive[field] ? Primitives.zero(written[field]) : null;
  }

  private void writeMask(Object[] values, DataOutputView target) throws IOException {
    int bits = 0;
    int count = 0;
    for (int i = 0; i < values.length && maskBytes > 0; i++) {
      if (!primitive[i]) {
        bits |= values[i] == null ? 1 << (count & 7) : 0;
        if ((++count & 7) == 0) {
          target.writeByte(bits);
          bits = 0;
        }
      }
    }
    if ((count & 7) != 0) {
      target.writeByte(bits);
    }
  }

  private Object[] readValues(DataInputView source) throws IOException {
    byte[] mask = new byte[maskBytes];
    source.readFully(mask);
    Object[] values = new Object[fields.length];
    int count = 0;
    for (int i = 0; i < fields.length; i++) {
      boolean isNull = false;
      if (maskBytes > 0 && !primitive[i]) {
        isNull = (mask[count >> 3] & 1 << (count & 7)) != 0;
        count++;
      }
      values[i] = isNull ? null : serializers[i].deserialize(source);
    }
    return values;
  }

  @Override
  public Object read(DataInputView source) throws IOException {
    return make(readValues(source));
  }

  private Object make(Object[] values) {
    if (!layout.isCanonical()) {
      return fill(construct(), values);
    }
    Object[] arguments = defaults.clone();
    for (int i = 0; i < values.length; i++) {
      if (constructorPosition[i] >= 0 && values[i] != null) {
        arguments[constructorPosition[i]] =
            Primitives.convert(values[i], parameters[constructorPosition[i]]);
      }
    }
    return construct(arguments);
  }

  private Object fill(Object record, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      set(record, i, values[i]);
    }
    return record;
  }

  @Override
  public Object readInto(Object reuse, DataInputView source) throws IOException {
    Object[] values = readValues(source);
    return layout.isCanonical() ? make(values) : fill(reuse, values);
  }

  private Object[] copyValues(Object from) {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      Object value = fields[i] == null ? null : get(from, i);
      values[i] = value == null || written[i] != null ? value : serializers[i].copy(value);
    }
    return values;
  }

  @Override
  public Object copy(Object from) {
    return make(copyValues(from));
  }

  @Override
  public Object copyInto(Object from, Object reuse) {
    Object[] values = copyValues(from);
    return layout.isCanonical() ? make(values) : fill(reuse, values);
  }
}
