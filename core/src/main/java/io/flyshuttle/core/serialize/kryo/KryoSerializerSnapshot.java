// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.kryo;

import com.esotericsoftware.kryo.Serializer;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the class and the registrations, whose order gives their numbers. Registrations may be
 * added later; what moves to another place is put back where it was.
 *
 * @param <T> the class
 */
public final class KryoSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  /** Version 1 did not keep the default serializers. */
  private static final int VERSION = 2;

  private KryoSerializer<T> serializer;

  /** For reading. */
  public KryoSerializerSnapshot() {}

  KryoSerializerSnapshot(KryoSerializer<T> serializer) {
    this.serializer = serializer;
  }

  /** Registrations as text: a class and its serializer's class each. */
  static List<String> describe(List<KryoRegistration> registrations) {
    return registrations.stream().map(r -> r.type().getName() + ' ' + r.serializerName()).toList();
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(serializer.getType().getName());
    write(serializer.registrations(), out);
    write(serializer.defaults(), out);
  }

  private static void write(List<KryoRegistration> registrations, DataOutputView out)
      throws IOException {
    out.writeInt(registrations.size());
    for (KryoRegistration registration : registrations) {
      out.writeUTF(registration.type().getName());
      out.writeUTF(registration.serializerName());
    }
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    Class<T> type = SnapshotClasses.read(in, userCodeClassLoader);
    List<KryoRegistration> registrations = read(in, userCodeClassLoader);
    Map<Class<?>, Class<? extends Serializer<?>>> defaults = new LinkedHashMap<>();
    if (readVersion >= VERSION) {
      read(in, userCodeClassLoader).forEach(r -> defaults.put(r.type(), ofAny(r)));
    }
    serializer = new KryoSerializer<>(type, registrations, Map.of(), defaults);
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Serializer<?>> ofAny(KryoRegistration registration) {
    return (Class<? extends Serializer<?>>) registration.serializerClass();
  }

  private static List<KryoRegistration> read(DataInputView in, ClassLoader loader)
      throws IOException {
    int count = in.readInt();
    List<KryoRegistration> registrations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Class<?> registered = SnapshotClasses.read(in, loader);
      String name = in.readUTF();
      Class<? extends Serializer> serializerClass =
          name.isEmpty() ? null : SnapshotClasses.find(name, loader);
      registrations.add(new KryoRegistration(registered, serializerClass, null));
    }
    return registrations;
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializer;
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    if (!(oldSerializerSnapshot instanceof KryoSerializerSnapshot<T> old)) {
      return TypeSerializerSchemaCompatibility.incompatible(
          "the data was not written by Kryo, which is now to read it");
    }
    if (old.serializer.getType() != serializer.getType()) {
      return TypeSerializerSchemaCompatibility.incompatible(
          "the data holds "
              + old.serializer.getType().getName()
              + ", not "
              + serializer.getType().getName());
    }
    if (!describe(old.serializer.defaults()).equals(describe(serializer.defaults()))) {
      return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
    List<KryoRegistration> before = old.serializer.registrations();
    List<KryoRegistration> now = serializer.registrations();
    if (now.size() >= before.size()
        && describe(now.subList(0, before.size())).equals(describe(before))) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    Map<Class<?>, KryoRegistration> merged = new LinkedHashMap<>();
    before.forEach(r -> merged.put(r.type(), r));
    now.forEach(r -> merged.put(r.type(), r));
    return TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
        serializer.with(new ArrayList<>(merged.values())));
  }
}
