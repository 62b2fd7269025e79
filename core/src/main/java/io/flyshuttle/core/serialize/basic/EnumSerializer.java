// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes constants of an enum as numbers. Numbers follow the order of declaration, unless the
 * serializer was reconfigured to keep those of older data.
 *
 * @param <E> the enum
 */
public final class EnumSerializer<E extends Enum<E>> extends TypeSerializer<E> {
  private static final long serialVersionUID = 1L;

  private final Class<E> enumClass;
  private final E[] constants;
  private final int[] numberByOrdinal;

  /** Numbers follow the order of declaration. */
  public EnumSerializer(Class<E> enumClass) {
    this(enumClass, constantsOf(enumClass));
  }

  private EnumSerializer(Class<E> enumClass, E[] constants) {
    this.enumClass = enumClass;
    this.constants = constants;
    this.numberByOrdinal = new int[constants.length];
    for (int number = 0; number < constants.length; number++) {
      numberByOrdinal[constants[number].ordinal()] = number;
    }
  }

  private static <E extends Enum<E>> E[] constantsOf(Class<E> enumClass) {
    E[] constants = enumClass.getEnumConstants();
    if (constants == null) {
      throw new IllegalArgumentException(enumClass.getName() + " is not an enum");
    }
    return constants;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public EnumSerializer<E> duplicate() {
    return this;
  }

  @Override
  public E createInstance() {
    return constants.length == 0 ? null : constants[0];
  }

  @Override
  public E copy(E from) {
    return from;
  }

  @Override
  public E copy(E from, E reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return constants.length <= 128 ? 1 : -1;
  }

  @Override
  public void serialize(E record, DataOutputView target) throws IOException {
    VarInt.write(numberByOrdinal[record.ordinal()], target);
  }

  @Override
  public E deserialize(DataInputView source) throws IOException {
    return constants[VarInt.read(source)];
  }

  @Override
  public E deserialize(E reuse, DataInputView source) throws IOException {
    return constants[VarInt.read(source)];
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    VarInt.write(VarInt.read(source), target);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof EnumSerializer<?> other
        && enumClass == other.enumClass
        && Arrays.equals(numberByOrdinal, other.numberByOrdinal);
  }

  @Override
  public int hashCode() {
    return enumClass.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<E> snapshotConfiguration() {
    return new Snapshot<>(enumClass, constants);
  }

  /** Keeps the names of the constants in the order of their numbers. */
  public static final class Snapshot<E extends Enum<E>> implements TypeSerializerSnapshot<E> {
    private Class<E> enumClass;
    private List<String> names;

    /** For reading. */
    public Snapshot() {}

    Snapshot(Class<E> enumClass, E[] constants) {
      this.enumClass = enumClass;
      this.names = Arrays.stream(constants).map(Enum::name).toList();
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(enumClass.getName());
      out.writeInt(names.size());
      for (String name : names) {
        out.writeUTF(name);
      }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
        throws IOException {
      enumClass = SnapshotClasses.read(in, userCodeClassLoader);
      String[] read = new String[in.readInt()];
      for (int i = 0; i < read.length; i++) {
        read[i] = in.readUTF();
      }
      names = List.of(read);
    }

    @Override
    public TypeSerializer<E> restoreSerializer() {
      return new EnumSerializer<>(enumClass, numbered(names));
    }

    /** Constants by number; those that the names do not know follow. */
    private E[] numbered(List<String> firstNames) {
      Set<String> missing = missing(firstNames);
      if (!missing.isEmpty()) {
        throw new FlyshuttleException(ErrorCode.STATE_NOT_RESTORABLE, lost(missing));
      }
      Set<String> order = new LinkedHashSet<>(firstNames);
      for (E constant : constantsOf(enumClass)) {
        order.add(constant.name());
      }
      E[] numbered = constantsOf(enumClass).clone();
      int number = 0;
      for (String name : order) {
        numbered[number++] = Enum.valueOf(enumClass, name);
      }
      return numbered;
    }

    /** The names for which the enum has no constant now. */
    private Set<String> missing(List<String> wanted) {
      Set<String> missing = new TreeSet<>(wanted);
      for (E constant : constantsOf(enumClass)) {
        missing.remove(constant.name());
      }
      return missing;
    }

    private String lost(Set<String> missing) {
      return "the enum " + enumClass.getName() + " has no constant " + missing + " any more";
    }

    @Override
    public TypeSerializerSchemaCompatibility<E> resolveSchemaCompatibility(
        TypeSerializerSnapshot<E> oldSerializerSnapshot) {
      if (!(oldSerializerSnapshot instanceof Snapshot<E> old)
          || !old.enumClass.getName().equals(enumClass.getName())) {
        return TypeSerializerSchemaCompatibility.incompatible(
            "the data does not hold constants of " + enumClass.getName());
      }
      Set<String> missing = missing(old.names);
      if (!missing.isEmpty()) {
        return TypeSerializerSchemaCompatibility.incompatible(lost(missing));
      }
      if (names.subList(0, old.names.size()).equals(old.names)) {
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
      }
      return TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
          new EnumSerializer<>(enumClass, numbered(old.names)));
    }
  }
}
