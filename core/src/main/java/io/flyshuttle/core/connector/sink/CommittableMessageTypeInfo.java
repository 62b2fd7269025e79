// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.function.lambda.SerializableSupplier;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * The type of {@link CommittableMessage}s.
 *
 * @param <CommT> what is needed to commit
 */
public class CommittableMessageTypeInfo<CommT> extends TypeInformation<CommittableMessage<CommT>> {
  private static final long serialVersionUID = 1L;

  private final SerializableSupplier<SimpleVersionedSerializer<CommT>> committableSerializer;

  private CommittableMessageTypeInfo(
      SerializableSupplier<SimpleVersionedSerializer<CommT>> committableSerializer) {
    this.committableSerializer = committableSerializer;
  }

  /**
   * @param committableSerializerFactory gives the serializer of what is to be committed
   */
  public static <CommT> TypeInformation<CommittableMessage<CommT>> of(
      SerializableSupplier<SimpleVersionedSerializer<CommT>> committableSerializerFactory) {
    return new CommittableMessageTypeInfo<>(committableSerializerFactory);
  }

  /** Of a sink that commits nothing: no message is ever sent. */
  public static TypeInformation<CommittableMessage<Void>> noOutput() {
    return new CommittableMessageTypeInfo<>(
        () -> {
          throw new IllegalStateException("this sink has nothing to commit");
        });
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Class<CommittableMessage<CommT>> getTypeClass() {
    return (Class) CommittableMessage.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<CommittableMessage<CommT>> createSerializer(SerializerConfig config) {
    return new CommittableMessageSerializer<>(committableSerializer);
  }

  @Override
  public String toString() {
    return "CommittableMessageTypeInfo";
  }

  /** All types of messages are equal: which committables they hold is the sink's business. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CommittableMessageTypeInfo<?>;
  }

  @Override
  public int hashCode() {
    return CommittableMessageTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CommittableMessageTypeInfo<?>;
  }
}
