// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.List;

/**
 * Describes a {@link ListState}.
 *
 * @param <T> type of the values
 */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {
  private static final long serialVersionUID = 1L;

  private final StateType<T> elementType;

  public ListStateDescriptor(String name, Class<T> elementTypeClass) {
    this(name, StateType.of(elementTypeClass, name));
  }

  public ListStateDescriptor(String name, TypeInformation<T> elementTypeInfo) {
    this(name, StateType.of(elementTypeInfo));
  }

  public ListStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
    this(name, StateType.of(typeSerializer));
  }

  private ListStateDescriptor(String name, StateType<T> elementType) {
    super(name, (StateType<List<T>>) null, null);
    this.elementType = elementType;
  }

  /** The serializer of one element, a duplicate for the caller. */
  public TypeSerializer<T> getElementSerializer() {
    return elementType.serializer(name);
  }

  @Override
  public TypeSerializer<List<T>> getSerializer() {
    return new ListSerializer<>(getElementSerializer());
  }

  @Override
  public boolean isSerializerInitialized() {
    return elementType.isInitialized();
  }

  @Override
  public void initializeSerializerUnlessSet(ExecutionConfig executionConfig) {
    elementType.initialize(executionConfig);
  }

  @Override
  public Type getType() {
    return Type.LIST;
  }
}
