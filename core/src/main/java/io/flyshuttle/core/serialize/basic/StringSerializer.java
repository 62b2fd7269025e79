// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.StringEncoding;
import java.io.IOException;

/** Writes strings in the form of {@link StringEncoding}; null has a form too. */
public final class StringSerializer extends TypeSerializerSingleton<String> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final StringSerializer INSTANCE = new StringSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public String createInstance() {
    return "";
  }

  @Override
  public String copy(String from) {
    return from;
  }

  @Override
  public String copy(String from, String reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(String record, DataOutputView target) throws IOException {
    StringEncoding.write(record, target);
  }

  @Override
  public String deserialize(DataInputView source) throws IOException {
    return StringEncoding.read(source);
  }

  @Override
  public String deserialize(String reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    StringEncoding.copy(source, target);
  }
}
