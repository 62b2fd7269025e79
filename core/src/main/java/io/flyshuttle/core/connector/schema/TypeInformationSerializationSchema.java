// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message is a record as the type's serializer writes it.
 *
 * @param <T> type of the records
 */
public class TypeInformationSerializationSchema<T>
    implements DeserializationSchema<T>, SerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> type;
  private final TypeSerializer<T> serializer;

  public TypeInformationSerializationSchema(TypeInformation<T> typeInfo, ExecutionConfig config) {
    this(typeInfo, typeInfo.createSerializer(config));
  }

  public TypeInformationSerializationSchema(
      TypeInformation<T> typeInfo, TypeSerializer<T> serializer) {
    this.type = typeInfo;
    this.serializer = serializer;
  }

  @Override
  public T deserialize(byte[] message) {
    try {
      return serializer.deserialize(new DataInputDeserializer(message));
    } catch (IOException e) {
      throw new UncheckedIOException("not a record of type " + type, e);
    }
  }

  @Override
  public boolean isEndOfStream(T nextElement) {
    return false;
  }

  @Override
  public byte[] serialize(T element) {
    DataOutputSerializer out = new DataOutputSerializer(64);
    try {
      serializer.serialize(element, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a record of type " + type + " cannot be written", e);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
