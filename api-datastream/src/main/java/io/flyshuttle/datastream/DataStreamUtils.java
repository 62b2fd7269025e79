// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeInformation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What is seldom done with streams. */
public final class DataStreamUtils {
  private DataStreamUtils() {}

  /** Runs the program and iterates over the stream's records as they come. */
  @Deprecated
  public static <OUT> Iterator<OUT> collect(DataStream<OUT> stream) throws Exception {
    return stream.executeAndCollect();
  }

  /** As above, under a name. */
  @Deprecated
  public static <OUT> Iterator<OUT> collect(DataStream<OUT> stream, String executionJobName)
      throws Exception {
    return stream.executeAndCollect(executionJobName);
  }

  /** Runs the program and takes all records of a stream that ends. */
  @Deprecated
  public static <E> List<E> collectBoundedStream(DataStream<E> stream, String jobName)
      throws Exception {
    List<E> records = new ArrayList<>();
    try (CloseableIterator<E> iterator = stream.executeAndCollect(jobName)) {
      iterator.forEachRemaining(records::add);
    }
    return records;
  }

  /** Runs the program and takes the first records of a stream. */
  @Deprecated
  public static <E> List<E> collectUnboundedStream(
      DataStream<E> stream, int numElements, String jobName) throws Exception {
    return stream.executeAndCollect(jobName, numElements);
  }

  /**
   * Says that a stream is partitioned by a key already, exactly as {@code keyBy} would do it with
   * the same parallelism; nothing is sent anew. A record of a key that belongs to another subtask
   * fails the job.
   */
  public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
      DataStream<T> stream, KeySelector<T, K> keySelector) {
    return reinterpretAsKeyedStream(
        stream, keySelector, TypeExtractor.getKeySelectorTypes(keySelector, stream.getType()));
  }

  /** As above, with the type of the keys. */
  public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
      DataStream<T> stream, KeySelector<T, K> keySelector, TypeInformation<K> typeInfo) {
    return new KeyedStream<>(
        stream, stream.environment.clean(keySelector), typeInfo, Ship.forward());
  }
}
