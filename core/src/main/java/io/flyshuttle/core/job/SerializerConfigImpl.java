// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import com.esotericsoftware.kryo.Serializer;
import io.flyshuttle.core.option.PipelineOptions;
import io.flyshuttle.core.option.ReadableConfig;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

/** The one kind of {@link SerializerConfig}. Filled by the client's thread before submission. */
public final class SerializerConfigImpl implements SerializerConfig {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<Class<?>, ExecutionConfig.SerializableSerializer<?>>
      typesWithKryoSerializers = new LinkedHashMap<>();
  private final LinkedHashMap<Class<?>, Class<? extends Serializer<?>>>
      typesWithKryoSerializerClasses = new LinkedHashMap<>();
  private final LinkedHashMap<Class<?>, ExecutionConfig.SerializableSerializer<?>>
      defaultKryoSerializers = new LinkedHashMap<>();
  private final LinkedHashMap<Class<?>, Class<? extends Serializer<?>>>
      defaultKryoSerializerClasses = new LinkedHashMap<>();
  private final LinkedHashSet<Class<?>> kryoTypes = new LinkedHashSet<>();
  private final LinkedHashSet<Class<?>> pojoTypes = new LinkedHashSet<>();
  private final LinkedHashMap<Class<?>, Class<?>> typeInfoFactories = new LinkedHashMap<>();
  private boolean forceKryo;
  private boolean forceAvro;
  private boolean genericTypesDisabled;

  /** Gives Kryo a serializer for a class and its subclasses. */
  public <T extends Serializer<?> & java.io.Serializable> void addDefaultKryoSerializer(
      Class<?> type, T serializer) {
    requireBoth(type, serializer);
    defaultKryoSerializers.put(type, new ExecutionConfig.SerializableSerializer<>(serializer));
  }

  /** Gives Kryo a serializer class for a class and its subclasses. */
  public void addDefaultKryoSerializer(
      Class<?> type, Class<? extends Serializer<?>> serializerClass) {
    requireBoth(type, serializerClass);
    defaultKryoSerializerClasses.put(type, serializerClass);
  }

  /** Registers a class with Kryo together with a serializer. */
  public <T extends Serializer<?> & java.io.Serializable> void registerTypeWithKryoSerializer(
      Class<?> type, T serializer) {
    requireBoth(type, serializer);
    typesWithKryoSerializers.put(type, new ExecutionConfig.SerializableSerializer<>(serializer));
  }

  /** Registers a class with Kryo together with a serializer class. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void registerTypeWithKryoSerializer(
      Class<?> type, Class<? extends Serializer> serializerClass) {
    requireBoth(type, serializerClass);
    typesWithKryoSerializerClasses.put(type, (Class<? extends Serializer<?>>) serializerClass);
  }

  /** Registers a class as a subclass of a POJO, so that a small number stands for its name. */
  public void registerPojoType(Class<?> type) {
    pojoTypes.add(Objects.requireNonNull(type, "a type to register must not be null"));
  }

  /** Registers a class with Kryo, so that a small number stands for its name. */
  public void registerKryoType(Class<?> type) {
    kryoTypes.add(Objects.requireNonNull(type, "a type to register must not be null"));
  }

  /** Names a factory, a subclass of {@code TypeInfoFactory}, for a class's type information. */
  public void registerTypeWithTypeInfoFactory(Class<?> type, Class<?> factory) {
    requireBoth(type, factory);
    typeInfoFactories.put(type, factory);
    TypeInfoFactories.register(type, factory);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    // workers describe types too: those of state
    typeInfoFactories.forEach(TypeInfoFactories::register);
  }

  private static void requireBoth(Object type, Object serializer) {
    if (type == null || serializer == null) {
      throw new NullPointerException("neither the type nor its serializer may be null");
    }
  }

  @Override
  public LinkedHashMap<Class<?>, ExecutionConfig.SerializableSerializer<?>>
      getRegisteredTypesWithKryoSerializers() {
    return typesWithKryoSerializers;
  }

  @Override
  public LinkedHashMap<Class<?>, Class<? extends Serializer<?>>>
      getRegisteredTypesWithKryoSerializerClasses() {
    return typesWithKryoSerializerClasses;
  }

  @Override
  public LinkedHashMap<Class<?>, ExecutionConfig.SerializableSerializer<?>>
      getDefaultKryoSerializers() {
    return defaultKryoSerializers;
  }

  @Override
  public LinkedHashMap<Class<?>, Class<? extends Serializer<?>>> getDefaultKryoSerializerClasses() {
    return defaultKryoSerializerClasses;
  }

  /** A class registered with a serializer is not listed here. */
  @Override
  public LinkedHashSet<Class<?>> getRegisteredKryoTypes() {
    if (!forceKryo) {
      return kryoTypes;
    }
    LinkedHashSet<Class<?>> all = new LinkedHashSet<>(kryoTypes);
    for (Class<?> type : pojoTypes) {
      all.add(type);
    }
    return all;
  }

  @Override
  public LinkedHashSet<Class<?>> getRegisteredPojoTypes() {
    return pojoTypes;
  }

  @Override
  public Map<Class<?>, Class<?>> getRegisteredTypeInfoFactories() {
    return typeInfoFactories;
  }

  @Override
  public boolean hasGenericTypesDisabled() {
    return genericTypesDisabled;
  }

  public void setGenericTypes(boolean enabled) {
    this.genericTypesDisabled = !enabled;
  }

  @Override
  public boolean isForceKryoEnabled() {
    return forceKryo;
  }

  public void setForceKryo(boolean forceKryo) {
    this.forceKryo = forceKryo;
  }

  @Override
  public boolean isForceAvroEnabled() {
    return forceAvro;
  }

  public void setForceAvro(boolean forceAvro) {
    this.forceAvro = forceAvro;
  }

  @Override
  public void configure(ReadableConfig configuration, ClassLoader classLoader) {
    configuration.getOptional(PipelineOptions.GENERIC_TYPES).ifPresent(this::setGenericTypes);
    configuration.getOptional(PipelineOptions.FORCE_KRYO).ifPresent(this::setForceKryo);
    SerializerSettings settings = new SerializerSettings(this, classLoader);
    configuration
        .getOptional(PipelineOptions.KRYO_DEFAULT_SERIALIZERS)
        .ifPresent(settings::kryoDefaults);
    configuration.getOptional(PipelineOptions.KRYO_REGISTERED_CLASSES).ifPresent(settings::kryo);
    configuration.getOptional(PipelineOptions.POJO_REGISTERED_CLASSES).ifPresent(settings::pojos);
    configuration.getOptional(PipelineOptions.SERIALIZATION_CONFIG).ifPresent(settings::ways);
  }

  @Override
  public SerializerConfigImpl copy() {
    SerializerConfigImpl copy = new SerializerConfigImpl();
    copy.typesWithKryoSerializers.putAll(typesWithKryoSerializers);
    copy.typesWithKryoSerializerClasses.putAll(typesWithKryoSerializerClasses);
    copy.defaultKryoSerializers.putAll(defaultKryoSerializers);
    copy.defaultKryoSerializerClasses.putAll(defaultKryoSerializerClasses);
    copy.kryoTypes.addAll(kryoTypes);
    copy.pojoTypes.addAll(pojoTypes);
    copy.typeInfoFactories.putAll(typeInfoFactories);
    copy.forceKryo = forceKryo;
    copy.forceAvro = forceAvro;
    copy.genericTypesDisabled = genericTypesDisabled;
    return copy;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof SerializerConfigImpl other
        && typesWithKryoSerializers.equals(other.typesWithKryoSerializers)
        && typesWithKryoSerializerClasses.equals(other.typesWithKryoSerializerClasses)
        && defaultKryoSerializers.equals(other.defaultKryoSerializers)
        && defaultKryoSerializerClasses.equals(other.defaultKryoSerializerClasses)
        && kryoTypes.equals(other.kryoTypes)
        && pojoTypes.equals(other.pojoTypes)
        && typeInfoFactories.equals(other.typeInfoFactories)
        && forceKryo == other.forceKryo
        && forceAvro == other.forceAvro
        && genericTypesDisabled == other.genericTypesDisabled;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        typesWithKryoSerializers.keySet(),
        typesWithKryoSerializerClasses,
        defaultKryoSerializers.keySet(),
        defaultKryoSerializerClasses,
        kryoTypes,
        pojoTypes,
        typeInfoFactories,
        forceKryo,
        forceAvro,
        genericTypesDisabled);
  }
}
