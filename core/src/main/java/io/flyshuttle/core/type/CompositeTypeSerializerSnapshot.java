// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * Snapshot of a serializer that uses others: keeps their snapshots, and what the outer serializer
 * has of its own. Subclasses have a constructor without arguments, for reading, and one that takes
 * the serializer, for writing.
 *
 * @param <T> the type
 * @param <S> the outer serializer
 */
public abstract class CompositeTypeSerializerSnapshot<T, S extends TypeSerializer<T>>
    implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  /** What the outer serializer's own configuration says about compatibility. */
  public enum OuterSchemaCompatibility {
    COMPATIBLE_AS_IS,
    COMPATIBLE_AFTER_MIGRATION,
    INCOMPATIBLE
  }

  private TypeSerializerSnapshot<?>[] nestedSnapshots;

  /** For {@link #readSnapshot}. */
  public CompositeTypeSerializerSnapshot() {}

  /** For {@link #readSnapshot}; the class is not needed. */
  public CompositeTypeSerializerSnapshot(Class<? extends TypeSerializer<?>> serializerClass) {}

  /** For writing. */
  public CompositeTypeSerializerSnapshot(S serializer) {
    TypeSerializer<?>[] nested = getNestedSerializers(serializer);
    this.nestedSnapshots = new TypeSerializerSnapshot<?>[nested.length];
    for (int i = 0; i < nested.length; i++) {
      nestedSnapshots[i] = nested[i].snapshotConfiguration();
    }
  }

  /** Version of what {@link #writeOuterSnapshot} writes. */
  protected abstract int getCurrentOuterSnapshotVersion();

  /** The serializers that the outer one uses, in an order that does not change. */
  protected abstract TypeSerializer<?>[] getNestedSerializers(S outerSerializer);

  /** Makes the outer serializer; what {@link #readOuterSnapshot} reads has been read. */
  protected abstract S createOuterSerializerWithNestedSerializers(
      TypeSerializer<?>[] nestedSerializers);

  /** Writes what the outer serializer has of its own. */
  protected void writeOuterSnapshot(DataOutputView out) throws IOException {}

  /** Reads what {@link #writeOuterSnapshot} wrote. */
  protected void readOuterSnapshot(
      int readOuterSnapshotVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {}

  /** Whether this snapshot's serializer can read what the old one's wrote, nested ones aside. */
  @SuppressWarnings("unchecked")
  protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    return ((CompositeTypeSerializerSnapshot<T, S>) oldSerializerSnapshot)
        .resolveOuterSchemaCompatibility((S) restoreSerializer());
  }

  /** Whether {@code newSerializer} can read what this snapshot's serializer wrote. */
  protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(S newSerializer) {
    return isOuterSnapshotCompatible(newSerializer)
        ? OuterSchemaCompatibility.COMPATIBLE_AS_IS
        : OuterSchemaCompatibility.INCOMPATIBLE;
  }

  /** Whether {@code newSerializer} has the same configuration, nested serializers aside. */
  protected boolean isOuterSnapshotCompatible(S newSerializer) {
    return true;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(getCurrentOuterSnapshotVersion());
    writeOuterSnapshot(out);
    out.writeInt(nestedSnapshots.length);
    for (TypeSerializerSnapshot<?> nested : nestedSnapshots) {
      TypeSerializerSnapshot.writeVersionedSnapshot(out, nested);
    }
  }

  @Override
  public final void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    if (readVersion > VERSION) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "A serializer snapshot has version "
              + readVersion
              + "; this release reads versions up to "
              + VERSION
              + ".");
    }
    readOuterSnapshot(in.readInt(), in, userCodeClassLoader);
    nestedSnapshots = new TypeSerializerSnapshot<?>[in.readInt()];
    for (int i = 0; i < nestedSnapshots.length; i++) {
      nestedSnapshots[i] = TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader);
    }
  }

  /** Snapshots of the nested serializers, in order. */
  public TypeSerializerSnapshot<?>[] getNestedSerializerSnapshots() {
    return nestedSnapshots;
  }

  @Override
  public final TypeSerializer<T> restoreSerializer() {
    TypeSerializer<?>[] nested = new TypeSerializer<?>[nestedSnapshots.length];
    for (int i = 0; i < nested.length; i++) {
      nested[i] = nestedSnapshots[i].restoreSerializer();
    }
    return createOuterSerializerWithNestedSerializers(nested);
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    if (oldSerializerSnapshot.getClass() != getClass()) {
      return TypeSerializerSchemaCompatibility.incompatible(
          "the data was written by a serializer of another kind ("
              + oldSerializerSnapshot.getClass().getName()
              + ", now "
              + getClass().getName()
              + ")");
    }
    @SuppressWarnings("unchecked")
    CompositeTypeSerializerSnapshot<T, S> old =
        (CompositeTypeSerializerSnapshot<T, S>) oldSerializerSnapshot;
    if (old.nestedSnapshots.length != nestedSnapshots.length) {
      return TypeSerializerSchemaCompatibility.incompatible(
          "the data has "
              + old.nestedSnapshots.length
              + " fields, now there are "
              + nestedSnapshots.length);
    }
    OuterSchemaCompatibility outer = resolveOuterSchemaCompatibility(oldSerializerSnapshot);
    if (outer == OuterSchemaCompatibility.INCOMPATIBLE) {
      return TypeSerializerSchemaCompatibility.incompatible(
          "the configuration of the serializer behind "
              + getClass().getName()
              + " has changed in a way that cannot be read");
    }
    return resolveNested(old, outer == OuterSchemaCompatibility.COMPATIBLE_AFTER_MIGRATION);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private TypeSerializerSchemaCompatibility<T> resolveNested(
      CompositeTypeSerializerSnapshot<T, S> old, boolean outerMigrates) {
    boolean migrates = outerMigrates;
    boolean reconfigured = false;
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[nestedSnapshots.length];
    for (int i = 0; i < nestedSnapshots.length; i++) {
      TypeSerializerSchemaCompatibility<?> field =
          nestedSnapshots[i].resolveSchemaCompatibility(
              (TypeSerializerSnapshot) old.nestedSnapshots[i]);
      if (field.isIncompatible()) {
        return TypeSerializerSchemaCompatibility.incompatible(
            "field " + i + ": " + field.getReason());
      }
      migrates |= field.isCompatibleAfterMigration();
      reconfigured |= field.isCompatibleWithReconfiguredSerializer();
      serializers[i] =
          field.isCompatibleWithReconfiguredSerializer()
              ? field.getReconfiguredSerializer()
              : nestedSnapshots[i].restoreSerializer();
    }
    if (migrates) {
      return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
    return reconfigured
        ? TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
            createOuterSerializerWithNestedSerializers(serializers))
        : TypeSerializerSchemaCompatibility.compatibleAsIs();
  }
}
