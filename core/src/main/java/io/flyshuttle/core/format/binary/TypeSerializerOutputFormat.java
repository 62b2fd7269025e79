// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.InputTypeConfigurable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/** Writes records with the serializer of their type. */
public class TypeSerializerOutputFormat<T> extends BinaryOutputFormat<T>
    implements InputTypeConfigurable {
  private static final long serialVersionUID = 1L;

  private TypeSerializer<T> serializer;

  /** Sets what writes records; else it is that of the data set's type. */
  public void setSerializer(TypeSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
    if (serializer == null) {
      serializer = ((TypeInformation<T>) type).createSerializer(executionConfig);
    }
  }

  @Override
  protected void serialize(T record, DataOutputView dataOutput) throws IOException {
    serializer.serialize(record, dataOutput);
  }
}
