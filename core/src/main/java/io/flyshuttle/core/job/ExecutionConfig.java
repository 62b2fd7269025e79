// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import com.esotericsoftware.kryo.Serializer;
import java.io.Serializable;
import java.util.Objects;

/** Settings of a program's execution that user code may see. Filled by the client's thread. */
public class ExecutionConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SerializerConfig serializerConfig;

  public ExecutionConfig() {
    this(new SerializerConfigImpl());
  }

  /** A configuration that shares the given settings for serializers. */
  public ExecutionConfig(SerializerConfig serializerConfig) {
    this.serializerConfig = Objects.requireNonNull(serializerConfig);
  }

  /** The settings for serializers. */
  public SerializerConfig getSerializerConfig() {
    return serializerConfig;
  }

  /**
   * Lets a Kryo serializer travel by Java serialization.
   *
   * @param <T> the Kryo serializer
   */
  public static final class SerializableSerializer<T extends Serializer<?> & Serializable>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final T serializer;

    public SerializableSerializer(T serializer) {
      this.serializer = Objects.requireNonNull(serializer);
    }

    public T getSerializer() {
      return serializer;
    }
  }
}
