// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.Row;
import io.flyshuttle.core.value.RowKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes rows.
 *
 * <pre>
 *   bits, lowest first, in as many bytes as they need:
 *     2 bits of the kind, then one bit per field, set if it is null
 *   the fields that are not null, one after the other
 * </pre>
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class RowSerializer extends TypeSerializer<Row> {
  private static final long serialVersionUID = 1L;

  private static final int KIND_BITS = 2;

  private final TypeSerializer[] fieldSerializers;
  private final LinkedHashMap<String, Integer> positionByName;
  private transient byte[] mask;

  /** Rows that are read have positions only. */
  public RowSerializer(TypeSerializer<?>[] fieldSerializers) {
    this(fieldSerializers, null);
  }

  /**
   * @param positionByName names of the fields that rows are read with; null for none
   */
  public RowSerializer(
      TypeSerializer<?>[] fieldSerializers, LinkedHashMap<String, Integer> positionByName) {
    this.fieldSerializers = fieldSerializers.clone();
    this.positionByName = positionByName;
  }

  public int getArity() {
    return fieldSerializers.length;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public RowSerializer duplicate() {
    return new RowSerializer(Fields.duplicate(fieldSerializers), positionByName);
  }

  @Override
  public Row createInstance() {
    return newRow(RowKind.INSERT);
  }

  private Row newRow(RowKind kind) {
    return Row.withNamedPositions(kind, new Object[fieldSerializers.length], positionByName);
  }

  @Override
  public Row copy(Row from) {
    requireArity(from);
    Row copy = Row.copy(from);
    Set<String> names = byNameOnly(from);
    for (int i = 0; i < fieldSerializers.length; i++) {
      Object field = names == null ? from.getField(i) : from.getField(name(i));
      Object fieldCopy = field == null ? null : fieldSerializers[i].copy(field);
      if (names == null) {
        copy.setField(i, fieldCopy);
      } else {
        copy.setField(name(i), fieldCopy);
      }
    }
    return copy;
  }

  /** Names of a row that has no positions; else null. */
  private static Set<String> byNameOnly(Row row) {
    return row.getFieldNames(false);
  }

  private String name(int position) {
    if (positionByName != null) {
      for (Map.Entry<String, Integer> entry : positionByName.entrySet()) {
        if (entry.getValue() == position) {
          return entry.getKey();
        }
      }
    }
    throw new IllegalArgumentException(
        "a row has names but no positions, and its type has no names: give the row positions");
  }

  private void requireArity(Row row) {
    boolean named = byNameOnly(row) != null;
    if (named
        ? row.getArity() > fieldSerializers.length
        : row.getArity() != fieldSerializers.length) {
      throw new IllegalArgumentException(
          "a row of "
              + row.getArity()
              + " fields where "
              + fieldSerializers.length
              + " are declared: "
              + row);
    }
  }

  @Override
  public Row copy(Row from, Row reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  private byte[] mask() {
    if (mask == null) {
      mask = new byte[(KIND_BITS + fieldSerializers.length + 7) / 8];
    }
    return mask;
  }

  private boolean isNull(int field) {
    int bit = KIND_BITS + field;
    return (mask[bit >> 3] & 1 << (bit & 7)) != 0;
  }

  @Override
  public void serialize(Row record, DataOutputView target) throws IOException {
    requireArity(record);
    Object[] fields = new Object[fieldSerializers.length];
    Set<String> names = byNameOnly(record);
    byte[] bits = mask();
    Arrays.fill(bits, (byte) 0);
    bits[0] = record.getKind().toByteValue();
    for (int i = 0; i < fields.length; i++) {
      if (names == null) {
        fields[i] = record.getField(i);
      } else if (names.contains(name(i))) {
        fields[i] = record.getField(name(i));
      }
      if (fields[i] == null) {
        int bit = KIND_BITS + i;
        bits[bit >> 3] |= (byte) (1 << (bit & 7));
      }
    }
    target.write(bits);
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] != null) {
        fieldSerializers[i].serialize(fields[i], target);
      }
    }
  }

  @Override
  public Row deserialize(DataInputView source) throws IOException {
    source.readFully(mask());
    Object[] fields = new Object[fieldSerializers.length];
    RowKind kind = RowKind.fromByteValue((byte) (mask[0] & 3));
    for (int i = 0; i < fields.length; i++) {
      if (!isNull(i)) {
        fields[i] = fieldSerializers[i].deserialize(source);
      }
    }
    return Row.withNamedPositions(kind, fields, positionByName);
  }

  @Override
  public Row deserialize(Row reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    source.readFully(mask());
    target.write(mask);
    for (int i = 0; i < fieldSerializers.length; i++) {
      if (!isNull(i)) {
        fieldSerializers[i].copy(source, target);
      }
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof RowSerializer other
        && Arrays.equals(fieldSerializers, other.fieldSerializers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fieldSerializers);
  }

  @Override
  public TypeSerializerSnapshot<Row> snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** Keeps the names and the field serializers' snapshots. */
  public static final class Snapshot extends CompositeTypeSerializerSnapshot<Row, RowSerializer> {
    private LinkedHashMap<String, Integer> positionByName;

    /** For reading. */
    public Snapshot() {}

    Snapshot(RowSerializer serializer) {
      super(serializer);
      this.positionByName = serializer.positionByName;
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(RowSerializer outerSerializer) {
      return outerSerializer.fieldSerializers;
    }

    @Override
    protected RowSerializer createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new RowSerializer(nestedSerializers, positionByName);
    }

    @Override
    protected void writeOuterSnapshot(DataOutputView out) throws IOException {
      out.writeBoolean(positionByName != null);
      if (positionByName != null) {
        out.writeInt(positionByName.size());
        for (Map.Entry<String, Integer> entry : positionByName.entrySet()) {
          out.writeUTF(entry.getKey());
          out.writeInt(entry.getValue());
        }
      }
    }

    @Override
    protected void readOuterSnapshot(
        int readOuterSnapshotVersion, DataInputView in, ClassLoader userCodeClassLoader)
        throws IOException {
      if (in.readBoolean()) {
        positionByName = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
          String name = in.readUTF();
          positionByName.put(name, in.readInt());
        }
      }
    }
  }
}
