// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import io.flyshuttle.core.memory.DataInputViewStreamWrapper;
import io.flyshuttle.core.memory.DataOutputViewStreamWrapper;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all values as bytes, so that only those who read them need their classes. They travel to
 * the client, so let them be few.
 *
 * @param <T> type of the values
 */
public class SerializedListAccumulator<T> implements Accumulator<T, ArrayList<byte[]>> {
  private static final long serialVersionUID = 1L;

  private ArrayList<byte[]> values = new ArrayList<>();

  /**
   * @throws UnsupportedOperationException always: a serializer is needed
   */
  @Override
  public void add(T value) {
    throw new UnsupportedOperationException("add a value together with its serializer");
  }

  /**
   * Adds a value.
   *
   * @return how many bytes it has
   */
  public int add(T value, TypeSerializer<T> serializer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.serialize(value, new DataOutputViewStreamWrapper(bytes));
    values.add(bytes.toByteArray());
    return bytes.size();
  }

  @Override
  public ArrayList<byte[]> getLocalValue() {
    return values;
  }

  @Override
  public void resetLocal() {
    values.clear();
  }

  @Override
  public void merge(Accumulator<T, ArrayList<byte[]>> other) {
    values.addAll(other.getLocalValue());
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public SerializedListAccumulator<T> clone() {
    SerializedListAccumulator<T> copy = new SerializedListAccumulator<>();
    copy.values = new ArrayList<>(values);
    return copy;
  }

  /** The values of a result. */
  public static <T> List<T> deserializeList(ArrayList<byte[]> data, TypeSerializer<T> serializer)
      throws IOException, ClassNotFoundException {
    List<T> result = new ArrayList<>(data.size());
    for (byte[] bytes : data) {
      result.add(
          serializer.deserialize(new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes))));
    }
    return result;
  }

  @Override
  public String toString() {
    return "SerializedListAccumulator: " + values.size() + " elements";
  }
}
