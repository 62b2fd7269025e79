// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A record of any number of values, which may be null. A record that was read holds bytes; a field
 * becomes an object when it is asked for, of the class that is asked for. Not safe for use by
 * several threads at once.
 *
 * <pre>
 *   number of fields: variable-length number
 *   per field: 0 if it is null, else the number of its bytes plus 1, and the bytes
 * </pre>
 */
public final class Record implements Value, CopyableValue<Record> {
  private static final long serialVersionUID = 1L;

  private int numFields;

  /** Fields as objects; null where there are only bytes, or the field is null. */
  private Value[] values;

  /** Fields as bytes; null where an object was set since, or the field is null. */
  private byte[][] bytes;

  /** A record without fields. */
  public Record() {
    this(0);
  }

  /** A record of null fields. */
  public Record(int numFields) {
    this.numFields = numFields;
    this.values = new Value[numFields];
    this.bytes = new byte[numFields][];
  }

  /** A record of one field. */
  public Record(Value value) {
    this(1);
    setField(0, value);
  }

  /** A record of two fields. */
  public Record(Value val1, Value val2) {
    this(2);
    setField(0, val1);
    setField(1, val2);
  }

  public int getNumFields() {
    return numFields;
  }

  /** Changes the number of fields; new ones are null. */
  public void setNumFields(int numFields) {
    makeSpace(numFields);
    for (int i = numFields; i < this.numFields; i++) {
      clear(i);
    }
    this.numFields = numFields;
  }

  /** Makes room for fields to come. */
  public void makeSpace(int numFields) {
    if (values.length < numFields) {
      values = Arrays.copyOf(values, numFields);
      bytes = Arrays.copyOf(bytes, numFields);
    }
  }

  private void clear(int field) {
    values[field] = null;
    bytes[field] = null;
  }

  private void checkField(int field) {
    if (field < 0 || field >= numFields) {
      throw new IndexOutOfBoundsException("field " + field + " of a record with " + numFields);
    }
  }

  /** Whether a field is null. */
  public boolean isNull(int fieldNum) {
    checkField(fieldNum);
    return values[fieldNum] == null && bytes[fieldNum] == null;
  }

  /** The field as a value of a class; null if the field is null. */
  public <T extends Value> T getField(int fieldNum, Class<T> type) {
    checkField(fieldNum);
    if (type.isInstance(values[fieldNum])) {
      return type.cast(values[fieldNum]);
    }
    return isNull(fieldNum) ? null : getField(fieldNum, ListValue.newInstance(type));
  }

  /** As {@link #getField(int, Class)}, but fills and returns {@code target}. */
  public <T extends Value> T getField(int fieldNum, T target) {
    return getFieldInto(fieldNum, target) ? target : null;
  }

  /** Fills {@code target} with a field; false, and nothing filled, if the field is null. */
  public boolean getFieldInto(int fieldNum, Value target) {
    if (isNull(fieldNum)) {
      return false;
    }
    try {
      target.read(new DataInputDeserializer(bytesOf(fieldNum)));
      return true;
    } catch (IOException e) {
      throw new DeserializationException(
          "Field " + fieldNum + " of a record is not a " + target.getClass().getName() + ".", e);
    }
  }

  private byte[] bytesOf(int field) {
    if (bytes[field] != null && values[field] == null) {
      return bytes[field];
    }
    DataOutputSerializer out = new DataOutputSerializer(32);
    try {
      values[field].write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.getCopyOfBuffer();
  }

  /** Fills targets with fields; false if one of the fields is null. */
  public boolean getFieldsInto(int[] positions, Value[] targets) {
    for (int i = 0; i < positions.length; i++) {
      if (!getFieldInto(positions[i], targets[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Fills targets with key fields.
   *
   * @throws NullKeyFieldException if a field is null
   */
  public void getFieldsIntoCheckingNull(int[] positions, Value[] targets) {
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] >= numFields) {
        throw new KeyFieldOutOfBoundsException(positions[i]);
      }
      if (!getFieldInto(positions[i], targets[i])) {
        throw new NullKeyFieldException(positions[i]);
      }
    }
  }

  /** Sets a field; a record that is too short is made longer by null fields. */
  public void setField(int fieldNum, Value value) {
    if (fieldNum < 0) {
      throw new IndexOutOfBoundsException("field " + fieldNum);
    }
    if (fieldNum >= numFields) {
      setNumFields(fieldNum + 1);
    }
    values[fieldNum] = value;
    bytes[fieldNum] = null;
  }

  /** Appends a field. */
  public void addField(Value value) {
    setField(numFields, value);
  }

  /** Removes a field; those after it move up. */
  public void removeField(int fieldNum) {
    checkField(fieldNum);
    System.arraycopy(values, fieldNum + 1, values, fieldNum, numFields - fieldNum - 1);
    System.arraycopy(bytes, fieldNum + 1, bytes, fieldNum, numFields - fieldNum - 1);
    clear(numFields - 1);
    numFields--;
  }

  /** Makes a field null. */
  public void setNull(int field) {
    checkField(field);
    clear(field);
  }

  /** Makes null the first 64 fields whose bit is set. */
  public void setNull(long fields) {
    setNull(new long[] {fields});
  }

  /** Makes null the fields whose bit is set, 64 fields in each number. */
  public void setNull(long[] fields) {
    for (int i = 0; i < numFields && i / 64 < fields.length; i++) {
      if ((fields[i / 64] & 1L << (i % 64)) != 0) {
        clear(i);
      }
    }
  }

  /** Removes all fields. */
  public void clear() {
    setNumFields(0);
  }

  /** Appends the fields of another record. */
  public void concatenate(Record record) {
    int start = numFields;
    setNumFields(numFields + record.numFields);
    for (int i = 0; i < record.numFields; i++) {
      take(record, i, start + i);
    }
  }

  private void take(Record source, int sourceField, int targetField) {
    bytes[targetField] = source.isNull(sourceField) ? null : source.bytesOf(sourceField);
    values[targetField] = null;
  }

  /** Fills fields that are null here from another record. */
  public void unionFields(Record other) {
    setNumFields(Math.max(numFields, other.numFields));
    for (int i = 0; i < other.numFields; i++) {
      if (isNull(i)) {
        take(other, i, i);
      }
    }
  }

  /** Copies fields of another record to positions of this one. */
  public void copyFrom(Record source, int[] sourcePositions, int[] targetPositions) {
    for (int i = 0; i < sourcePositions.length; i++) {
      setNumFields(Math.max(numFields, targetPositions[i] + 1));
      take(source, sourcePositions[i], targetPositions[i]);
    }
  }

  /** Whether fields equal given values; {@code deserializationHolders} are filled on the way. */
  public boolean equalsFields(
      int[] positions, Value[] searchValues, Value[] deserializationHolders) {
    for (int i = 0; i < positions.length; i++) {
      if (!getFieldInto(positions[i], deserializationHolders[i])
          || !deserializationHolders[i].equals(searchValues[i])) {
        return false;
      }
    }
    return true;
  }

  /** Turns fields that were set into bytes, so that later changes of their objects do not count. */
  public void updateBinaryRepresenation() {
    for (int i = 0; i < numFields; i++) {
      if (values[i] != null) {
        bytes[i] = bytesOf(i);
        values[i] = null;
      }
    }
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    VarInt.write(numFields, out);
    for (int i = 0; i < numFields; i++) {
      if (isNull(i)) {
        VarInt.write(0, out);
      } else {
        byte[] field = bytesOf(i);
        VarInt.write(field.length + 1, out);
        out.write(field);
      }
    }
  }

  @Override
  public void read(DataInputView in) throws IOException {
    clear();
    setNumFields(VarInt.read(in));
    for (int i = 0; i < numFields; i++) {
      int length = VarInt.read(in) - 1;
      if (length >= 0) {
        bytes[i] = new byte[length];
        in.readFully(bytes[i]);
      }
    }
  }

  /** Writes the record; returns the number of bytes. */
  public long serialize(DataOutputView target) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    write(out);
    target.write(out.getCopyOfBuffer());
    return out.length();
  }

  /** Reads what {@link #serialize} wrote. */
  public void deserialize(DataInputView source) throws IOException {
    read(source);
  }

  @Override
  public int getBinaryLength() {
    return -1;
  }

  @Override
  public void copyTo(Record target) {
    target.clear();
    target.concatenate(this);
  }

  @Override
  public Record copy() {
    return createCopy();
  }

  /** An independent copy. */
  public Record createCopy() {
    Record copy = new Record();
    copyTo(copy);
    return copy;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int fields = VarInt.read(source);
    VarInt.write(fields, target);
    for (int i = 0; i < fields; i++) {
      int length = VarInt.read(source);
      VarInt.write(length, target);
      target.write(source, Math.max(length - 1, 0));
    }
  }
}
