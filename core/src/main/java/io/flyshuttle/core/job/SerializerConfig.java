// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import com.esotericsoftware.kryo.Serializer;
import io.flyshuttle.core.option.ReadableConfig;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * What a program configures about serializers: registrations and what is allowed. Registrations
 * keep the order in which they were made, because identifiers are given by it.
 */
public interface SerializerConfig extends Serializable {

  /** Kryo serializers for classes and their subclasses. */
  LinkedHashMap<Class<?>, ExecutionConfig.SerializableSerializer<?>> getDefaultKryoSerializers();

  /** Kryo serializer classes for classes and their subclasses. */
  LinkedHashMap<Class<?>, Class<? extends Serializer<?>>> getDefaultKryoSerializerClasses();

  /** Classes registered with Kryo, without a serializer of their own. */
  LinkedHashSet<Class<?>> getRegisteredKryoTypes();

  /** Classes registered as subclasses of POJOs. */
  LinkedHashSet<Class<?>> getRegisteredPojoTypes();

  /** Factories for type information by class. */
  Map<Class<?>, Class<?>> getRegisteredTypeInfoFactories();

  /** Kryo serializer classes for exactly one class each. */
  LinkedHashMap<Class<?>, Class<? extends Serializer<?>>>
      getRegisteredTypesWithKryoSerializerClasses();

  /** Kryo serializers for exactly one class each. */
  LinkedHashMap<Class<?>, ExecutionConfig.SerializableSerializer<?>>
      getRegisteredTypesWithKryoSerializers();

  /** Whether types that only Kryo can serialize are refused. */
  boolean hasGenericTypesDisabled();

  /** Whether POJOs are to be serialized by Avro. */
  boolean isForceAvroEnabled();

  /** Whether POJOs are to be serialized by Kryo. */
  boolean isForceKryoEnabled();

  /** Takes over what is set in {@code configuration}. */
  void configure(ReadableConfig configuration, ClassLoader classLoader);

  /** An independent copy. */
  SerializerConfig copy();
}
