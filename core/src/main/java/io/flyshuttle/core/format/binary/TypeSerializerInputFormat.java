// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/** Reads records of any type, as {@link TypeSerializerOutputFormat} wrote them. */
public class TypeSerializerInputFormat<T> extends BinaryInputFormat<T>
    implements ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> resultType;
  private final TypeSerializer<T> serializer;

  /**
   * @param resultType the type that was written
   */
  public TypeSerializerInputFormat(TypeInformation<T> resultType) {
    this.resultType = resultType;
    this.serializer = resultType.createSerializer(new ExecutionConfig());
  }

  @Override
  protected T deserialize(T reuse, DataInputView dataInput) throws IOException {
    return serializer.deserialize(reuse, dataInput);
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return resultType;
  }
}
