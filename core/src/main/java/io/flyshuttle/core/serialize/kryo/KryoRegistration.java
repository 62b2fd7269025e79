// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.kryo;

import com.esotericsoftware.kryo.Serializer;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A class that Kryo knows by a number. The order of registrations gives the numbers, so it is part
 * of what snapshots keep.
 *
 * @param type the class
 * @param serializerClass its serializer's class; null for the default
 * @param serializer its serializer; null for the default
 */
@SuppressWarnings("rawtypes")
record KryoRegistration(
    Class<?> type,
    Class<? extends Serializer> serializerClass,
    ExecutionConfig.SerializableSerializer serializer)
    implements Serializable {

  /** The registrations of a configuration: the type itself first, then as they were made. */
  static List<KryoRegistration> of(Class<?> type, SerializerConfig config) {
    Map<Class<?>, KryoRegistration> registrations = new LinkedHashMap<>();
    registrations.put(type, new KryoRegistration(type, null, null));
    for (Class<?> registered : config.getRegisteredKryoTypes()) {
      registrations.put(registered, new KryoRegistration(registered, null, null));
    }
    config
        .getRegisteredTypesWithKryoSerializerClasses()
        .forEach((c, s) -> registrations.put(c, new KryoRegistration(c, s, null)));
    config
        .getRegisteredTypesWithKryoSerializers()
        .forEach((c, s) -> registrations.put(c, new KryoRegistration(c, null, s)));
    return new ArrayList<>(registrations.values());
  }

  /** Name of the serializer's class; empty for the default. */
  String serializerName() {
    if (serializerClass != null) {
      return serializerClass.getName();
    }
    return serializer != null ? serializer.getSerializer().getClass().getName() : "";
  }
}
