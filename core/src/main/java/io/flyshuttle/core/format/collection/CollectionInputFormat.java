// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.GenericInputFormat;
import io.flyshuttle.core.format.GenericInputSplit;
import io.flyshuttle.core.format.NonParallelInput;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** The elements of a collection, in its order. They travel in the form of their serializer. */
public class CollectionInputFormat<T> extends GenericInputFormat<T> implements NonParallelInput {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARACTERS = 100;

  private final TypeSerializer<T> serializer;
  private transient Collection<T> elements;
  private transient Iterator<T> iterator;

  /** Reads {@code dataSet}; {@code serializer} writes its elements. */
  public CollectionInputFormat(Collection<T> dataSet, TypeSerializer<T> serializer) {
    if (dataSet == null || serializer == null) {
      throw new NullPointerException("collection or serializer is null");
    }
    this.elements = dataSet;
    this.serializer = serializer;
  }

  /** Fails unless all elements are there and of {@code viewedAs} or a class below it. */
  public static <X> void checkCollection(Collection<X> elements, Class<X> viewedAs) {
    for (X element : elements) {
      if (element == null) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM, "The collection contains a null element.");
      }
      if (!viewedAs.isInstance(element)) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            "The elements of the collection are not all of "
                + viewedAs.getName()
                + " or a class below it: one is of "
                + element.getClass().getName()
                + ".");
      }
    }
  }

  @Override
  public BaseStatistics getStatistics(BaseStatistics cachedStatistics) {
    return new ElementCount(elements.size());
  }

  @Override
  public void open(GenericInputSplit split) throws IOException {
    super.open(split);
    iterator = elements.iterator();
  }

  @Override
  public boolean reachedEnd() {
    return !iterator.hasNext();
  }

  @Override
  public T nextRecord(T record) {
    return iterator.next();
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeInt(elements.size());
    StreamOutputView view = new StreamOutputView(out);
    for (T element : elements) {
      serializer.serialize(element, view);
    }
    view.flush();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    int count = in.readInt();
    List<T> read = new ArrayList<>(Math.min(count, 1 << 16));
    StreamInputView view = new StreamInputView(in);
    for (int i = 0; i < count; i++) {
      read.add(serializer.deserialize(view));
    }
    elements = read;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (T element : elements) {
      if (text.length() > 1) {
        text.append(", ");
      }
      text.append(element);
      if (text.length() > SHOWN_CHARACTERS) {
        return text.append(", ...]").toString();
      }
    }
    return text.append(']').toString();
  }

  private static final class StreamOutputView extends DataOutputStream implements DataOutputView {
    StreamOutputView(OutputStream out) {
      super(out);
    }

    @Override
    public void skipBytesToWrite(int numBytes) throws IOException {
      for (int i = 0; i < numBytes; i++) {
        write(0);
      }
    }

    @Override
    public void write(DataInputView source, int numBytes) throws IOException {
      byte[] bytes = new byte[numBytes];
      source.readFully(bytes);
      write(bytes, 0, numBytes);
    }
  }

  private static final class StreamInputView extends DataInputStream implements DataInputView {
    StreamInputView(ObjectInputStream in) {
      super(in);
    }

    @Override
    public void skipBytesToRead(int numBytes) throws IOException {
      if (skipBytes(numBytes) < numBytes) {
        throw new EOFException();
      }
    }
  }

  /** How many there are; their size is not known before they are written. */
  private record ElementCount(long getNumberOfRecords) implements BaseStatistics {
    @Override
    public long getTotalInputSize() {
      return SIZE_UNKNOWN;
    }

    @Override
    public float getAverageRecordWidth() {
      return AVG_RECORD_BYTES_UNKNOWN;
    }
  }
}
