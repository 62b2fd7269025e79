// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.datastream.operator.OutputTypeConfigurable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Emits given elements, each once, also after a restore. They travel in the form of a serializer:
 * the one that is given, or that of the stream's type.
 *
 * @param <T> type of the elements
 */
@Deprecated
public class FromElementsFunction<T>
    implements SourceFunction<T>, CheckpointedFunction, OutputTypeConfigurable<T> {
  private static final long serialVersionUID = 1L;

  private final transient Iterable<T> elements;
  private TypeSerializer<T> serializer;
  private byte[] serialized;
  private int count;
  private transient int emitted;
  private transient int skip;
  private transient ListState<Integer> position;
  private volatile boolean running = true;

  @SafeVarargs
  public FromElementsFunction(TypeSerializer<T> serializer, T... elements) throws IOException {
    this(serializer, Arrays.asList(elements));
  }

  public FromElementsFunction(TypeSerializer<T> serializer, Iterable<T> elements)
      throws IOException {
    this.elements = elements;
    this.serializer = serializer;
    serialize();
  }

  /** The serializer is that of the stream's type. */
  @SafeVarargs
  public FromElementsFunction(T... elements) {
    this(Arrays.asList(elements));
  }

  public FromElementsFunction(Iterable<T> elements) {
    this.elements = elements;
  }

  @Override
  public void setOutputType(TypeInformation<T> outTypeInfo, ExecutionConfig executionConfig) {
    if (elements == null) {
      throw new IllegalStateException("the output type comes too late: the elements have traveled");
    }
    TypeSerializer<T> wanted = outTypeInfo.createSerializer(executionConfig);
    if (wanted.equals(serializer)) {
      return;
    }
    serializer = wanted;
    try {
      serialize();
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "the elements do not serialize: " + e.getMessage(), e);
    }
  }

  private void serialize() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    count = 0;
    for (T element : elements) {
      if (element == null) {
        throw new IllegalArgumentException("the collection has a null element");
      }
      serializer.serialize(element, out);
      count++;
    }
    serialized = out.getCopyOfBuffer();
  }

  /** The serializer in whose form the elements travel; null if it is not known yet. */
  public TypeSerializer<T> getSerializer() {
    return serializer;
  }

  public int getNumElements() {
    return count;
  }

  public int getNumElementsEmitted() {
    return emitted;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    position =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("from-elements-state", IntSerializer.INSTANCE));
    for (Integer restored : position.get()) {
      skip = restored;
    }
  }

  @Override
  public void run(SourceContext<T> ctx) throws Exception {
    if (serialized == null) {
      throw new FlyshuttleException(
          ErrorCode.TYPE_NOT_EXTRACTABLE,
          "the type of the elements is not known: give the function a serializer");
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    for (int i = 0; i < skip; i++) {
      serializer.deserialize(in);
    }
    emitted = skip;
    while (running && emitted < count) {
      T next = serializer.deserialize(in);
      synchronized (ctx.getCheckpointLock()) {
        ctx.collect(next);
        emitted++;
      }
    }
  }

  @Override
  public void cancel() {
    running = false;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    position.update(List.of(emitted));
  }

  /** Fails if an element is null or not of the class. */
  public static <OUT> void checkCollection(Collection<OUT> elements, Class<OUT> viewedAs) {
    for (OUT element : elements) {
      if (element == null) {
        throw new IllegalArgumentException("the collection has a null element");
      }
      if (!viewedAs.isAssignableFrom(element.getClass())) {
        throw new IllegalArgumentException(
            "the elements are not all of type "
                + viewedAs.getName()
                + ": one is of "
                + element.getClass().getName());
      }
    }
  }
}
