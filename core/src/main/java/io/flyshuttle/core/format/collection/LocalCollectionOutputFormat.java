// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import io.flyshuttle.core.format.RichOutputFormat;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.InputTypeConfigurable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adds the records to a collection of the program, which must run in the JVM of the job. Copies of
 * the format that the subtasks use find the collection by a number.
 */
public class LocalCollectionOutputFormat<T> extends RichOutputFormat<T>
    implements InputTypeConfigurable {
  private static final long serialVersionUID = 1L;

  private static final Map<Integer, Collection<?>> COLLECTIONS = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT_ID = new AtomicInteger();

  private final int id;
  private TypeSerializer<T> serializer;
  private transient List<T> taken;

  /** Adds the records to {@code out} when a subtask is closed. */
  public LocalCollectionOutputFormat(Collection<T> out) {
    id = NEXT_ID.incrementAndGet();
    COLLECTIONS.put(id, out);
  }

  @Override
  public void configure(Configuration parameters) {}

  @Override
  public void open(int taskNumber, int numTasks) {
    taken = new ArrayList<>();
  }

  @Override
  public void writeRecord(T record) throws IOException {
    // The record may be reused by whoever gave it.
    taken.add(serializer == null ? record : serializer.copy(record));
  }

  @Override
  public void close() throws IOException {
    List<T> records = taken;
    taken = null;
    if (records == null) {
      return;
    }
    @SuppressWarnings("unchecked")
    Collection<T> out = (Collection<T>) COLLECTIONS.get(id);
    if (out == null) {
      throw new IOException("The collection is not in this JVM: run the program in local mode.");
    }
    synchronized (out) {
      out.addAll(records);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
    serializer = (TypeSerializer<T>) type.createSerializer(executionConfig.getSerializerConfig());
  }
}
