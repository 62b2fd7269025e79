// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.serialize.collection.MapSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Map;

/**
 * Describes a {@link MapState} or {@link BroadcastState}.
 *
 * @param <UK> type of the keys
 * @param <UV> type of the values
 */
public class MapStateDescriptor<UK, UV> extends StateDescriptor<MapState<UK, UV>, Map<UK, UV>> {
  private static final long serialVersionUID = 1L;

  private final StateType<UK> keyType;
  private final StateType<UV> valueType;

  public MapStateDescriptor(
      String name, TypeSerializer<UK> keySerializer, TypeSerializer<UV> valueSerializer) {
    this(name, StateType.of(keySerializer), StateType.of(valueSerializer));
  }

  public MapStateDescriptor(
      String name, TypeInformation<UK> keyTypeInfo, TypeInformation<UV> valueTypeInfo) {
    this(name, StateType.of(keyTypeInfo), StateType.of(valueTypeInfo));
  }

  public MapStateDescriptor(String name, Class<UK> keyClass, Class<UV> valueClass) {
    this(name, StateType.of(keyClass, name), StateType.of(valueClass, name));
  }

  private MapStateDescriptor(String name, StateType<UK> keyType, StateType<UV> valueType) {
    super(name, (StateType<Map<UK, UV>>) null, null);
    this.keyType = keyType;
    this.valueType = valueType;
  }

  /** The serializer of keys, a duplicate for the caller. */
  public TypeSerializer<UK> getKeySerializer() {
    return keyType.serializer(name);
  }

  /** The serializer of values, a duplicate for the caller. */
  public TypeSerializer<UV> getValueSerializer() {
    return valueType.serializer(name);
  }

  @Override
  public TypeSerializer<Map<UK, UV>> getSerializer() {
    return new MapSerializer<>(getKeySerializer(), getValueSerializer());
  }

  @Override
  public boolean isSerializerInitialized() {
    return keyType.isInitialized() && valueType.isInitialized();
  }

  @Override
  public void initializeSerializerUnlessSet(ExecutionConfig executionConfig) {
    keyType.initialize(executionConfig);
    valueType.initialize(executionConfig);
  }

  @Override
  public Type getType() {
    return Type.MAP;
  }
}
