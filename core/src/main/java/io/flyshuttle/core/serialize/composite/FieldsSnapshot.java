// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.serialize.composite.RecordLayout.FieldName;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Keeps a class, the names of its fields and the snapshots of their serializers; for POJOs also the
 * registered subclasses. Fields may be added, removed and put in another order between writing and
 * reading: the data is then read field by field by name, and written anew.
 *
 * @param <T> the class
 */
public final class FieldsSnapshot<T> implements TypeSerializerSnapshot<T> {
  private Class<T> type;
  private List<String> names;
  private List<Boolean> primitives;
  private List<TypeSerializerSnapshot<?>> fieldSnapshots;
  private List<Class<?>> subclasses;
  private List<TypeSerializerSnapshot<?>> subclassSnapshots;

  /** For reading. */
  public FieldsSnapshot() {}

  @SuppressWarnings("unchecked")
  FieldsSnapshot(
      RecordLayout layout,
      TypeSerializer<?>[] fieldSerializers,
      List<Class<?>> subclasses,
      List<TypeSerializer<?>> subclassSerializers) {
    this.type = (Class<T>) layout.type();
    this.names = layout.fields().stream().map(FieldName::name).toList();
    this.primitives = layout.fields().stream().map(FieldName::primitive).toList();
    this.fieldSnapshots = new ArrayList<>();
    for (TypeSerializer<?> serializer : fieldSerializers) {
      fieldSnapshots.add(serializer.snapshotConfiguration());
    }
    this.subclasses = subclasses;
    this.subclassSnapshots = new ArrayList<>();
    for (TypeSerializer<?> serializer : subclassSerializers) {
      subclassSnapshots.add(serializer.snapshotConfiguration());
    }
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(type.getName());
    out.writeInt(names.size());
    for (int i = 0; i < names.size(); i++) {
      out.writeUTF(names.get(i));
      out.writeBoolean(primitives.get(i));
      TypeSerializerSnapshot.writeVersionedSnapshot(out, fieldSnapshots.get(i));
    }
    out.writeInt(subclasses.size());
    for (int i = 0; i < subclasses.size(); i++) {
      out.writeUTF(subclasses.get(i).getName());
      TypeSerializerSnapshot.writeVersionedSnapshot(out, subclassSnapshots.get(i));
    }
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    type = SnapshotClasses.read(in, userCodeClassLoader);
    names = new ArrayList<>();
    primitives = new ArrayList<>();
    fieldSnapshots = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      names.add(in.readUTF());
      primitives.add(in.readBoolean());
      fieldSnapshots.add(TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader));
    }
    subclasses = new ArrayList<>();
    subclassSnapshots = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      subclasses.add(SnapshotClasses.read(in, userCodeClassLoader));
      subclassSnapshots.add(TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader));
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    TypeSerializer<?>[] serializers =
        fieldSnapshots.stream()
            .map(TypeSerializerSnapshot::restoreSerializer)
            .toArray(TypeSerializer<?>[]::new);
    List<FieldName> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      fields.add(new FieldName(declaring(type, name), name, primitives.get(i)));
    }
    RecordLayout layout = new RecordLayout(type, fields, true);
    return type.isRecord()
        ? new JavaRecordSerializer<>(layout, serializers)
        : new PojoSerializer<>(
            layout, serializers, List.copyOf(subclasses), new SerializerConfigImpl());
  }

  /** The class that declares a field now; null if there is none. */
  private static Class<?> declaring(Class<?> type, String name) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      if (Arrays.stream(c.getDeclaredFields()).map(Field::getName).anyMatch(name::equals)) {
        return c;
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    if (!(oldSerializerSnapshot instanceof FieldsSnapshot<T> old)) {
      return TypeSerializerSchemaCompatibility.incompatible(
          "the data was not written as fields of " + type.getName());
    }
    if (!old.type.getName().equals(type.getName())) {
      return TypeSerializerSchemaCompatibility.incompatible(
          "the data holds " + old.type.getName() + ", not " + type.getName());
    }
    boolean migrates = !old.names.equals(names) || !old.primitives.equals(primitives);
    for (int i = 0; i < names.size(); i++) {
      int before = old.names.indexOf(names.get(i));
      if (before < 0) {
        continue;
      }
      TypeSerializerSchemaCompatibility<?> field =
          fieldSnapshots
              .get(i)
              .resolveSchemaCompatibility((TypeSerializerSnapshot) old.fieldSnapshots.get(before));
      if (field.isIncompatible()
          && Primitives.isWidened(
              old.fieldSnapshots.get(before).restoreSerializer(),
              fieldSnapshots.get(i).restoreSerializer())) {
        migrates = true;
        continue;
      }
      if (field.isIncompatible()) {
        return TypeSerializerSchemaCompatibility.incompatible(
            "field \"" + names.get(i) + "\" of " + type.getName() + ": " + field.getReason());
      }
      migrates |= !field.isCompatibleAsIs();
    }
    int shared = Math.min(old.subclasses.size(), subclasses.size());
    migrates |=
        old.subclasses.size() > subclasses.size()
            || !old.subclasses.equals(subclasses.subList(0, shared));
    return migrates
        ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
        : TypeSerializerSchemaCompatibility.compatibleAsIs();
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof FieldsSnapshot<?> other
        && type == other.type
        && names.equals(other.names)
        && subclasses.equals(other.subclasses);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, names);
  }
}
