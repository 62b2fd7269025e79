// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputViewStreamWrapper;
import io.flyshuttle.core.memory.DataOutputViewStreamWrapper;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;

/**
 * Names a state and says what it holds. Travels with the function that declares it. Used by one
 * thread at a time.
 *
 * @param <S> the state
 * @param <T> type of what is kept
 */
public abstract class StateDescriptor<S extends State, T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The kinds of state. */
  public enum Type {
    /** Kept for old snapshots. */
    UNKNOWN,
    VALUE,
    LIST,
    REDUCING,
    FOLDING,
    AGGREGATING,
    MAP
  }

  /** Name of the state, unique in its function. */
  protected final String name;

  /** The value where none was set; null for none. */
  protected transient T defaultValue;

  private final StateType<T> stateType;
  private String queryableStateName;
  private StateTtlConfig ttlConfig = StateTtlConfig.DISABLED;

  protected StateDescriptor(String name, TypeSerializer<T> serializer, T defaultValue) {
    this(name, StateType.of(serializer), defaultValue);
  }

  protected StateDescriptor(String name, TypeInformation<T> typeInfo, T defaultValue) {
    this(name, StateType.of(typeInfo), defaultValue);
  }

  protected StateDescriptor(String name, Class<T> type, T defaultValue) {
    this(name, StateType.of(type, name), defaultValue);
  }

  StateDescriptor(String name, StateType<T> stateType, T defaultValue) {
    this.name = Objects.requireNonNull(name, "a state needs a name");
    this.stateType = stateType;
    this.defaultValue = defaultValue;
  }

  public String getName() {
    return name;
  }

  /** A value of its own for each call; null if there is no default. */
  public T getDefaultValue() {
    return defaultValue == null ? null : getSerializer().copy(defaultValue);
  }

  /**
   * The serializer, a duplicate for the caller.
   *
   * @throws IllegalStateException before {@link #initializeSerializerUnlessSet}
   */
  public TypeSerializer<T> getSerializer() {
    return stateType.serializer(name);
  }

  public boolean isSerializerInitialized() {
    return stateType.isInitialized();
  }

  /** Makes the serializer of the type that was given, if it was not given itself. */
  public void initializeSerializerUnlessSet(ExecutionConfig executionConfig) {
    stateType.initialize(executionConfig);
  }

  /** Lets values expire. */
  public void enableTimeToLive(StateTtlConfig config) {
    Objects.requireNonNull(config);
    if (config.isEnabled() && queryableStateName != null) {
      throw new IllegalArgumentException(
          "The state " + name + " cannot be both queryable and with time to live");
    }
    this.ttlConfig = config;
  }

  public StateTtlConfig getTtlConfig() {
    return ttlConfig;
  }

  /** Names the state for queries from outside. */
  public void setQueryable(String queryableName) {
    if (ttlConfig.isEnabled()) {
      throw new IllegalArgumentException(
          "The state " + name + " cannot be both queryable and with time to live");
    }
    if (this.queryableStateName != null) {
      throw new IllegalStateException("The state " + name + " is queryable already");
    }
    this.queryableStateName = Objects.requireNonNull(queryableName);
  }

  public String getQueryableStateName() {
    return queryableStateName;
  }

  public boolean isQueryable() {
    return queryableStateName != null;
  }

  public abstract Type getType();

  @Override
  public final boolean equals(Object obj) {
    return obj != null
        && getClass() == obj.getClass()
        && name.equals(((StateDescriptor<?, ?>) obj).name);
  }

  @Override
  public final int hashCode() {
    return 31 * name.hashCode() + getClass().hashCode();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + name + " (" + stateType + ")";
  }

  /** A default need not be serializable: it travels in the form of its serializer. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    if (defaultValue == null) {
      out.writeBoolean(false);
      return;
    }
    stateType.initialize(new ExecutionConfig());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    getSerializer().serialize(defaultValue, new DataOutputViewStreamWrapper(bytes));
    out.writeBoolean(true);
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    if (in.readBoolean()) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      defaultValue =
          getSerializer()
              .deserialize(new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes)));
    }
  }
}
