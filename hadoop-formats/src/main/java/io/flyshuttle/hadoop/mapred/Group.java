// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.tuple.Tuple2;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.mapred.OutputCollector;
import org.apache.hadoop.mapred.Reducer;
import org.apache.hadoop.mapred.Reporter;

/** The values of a group of pairs, as reducers walk them. */
final class Group<K, V> implements Iterator<V> {
  private final Iterator<Tuple2<K, V>> pairs;
  private Tuple2<K, V> first;

  private Group(Iterator<Tuple2<K, V>> pairs) {
    this.pairs = pairs;
    this.first = pairs.next();
  }

  /** Calls a reducer with a group, which has one record at least. */
  static <K, V, KO, VO> void reduce(
      Reducer<K, V, KO, VO> reducer, Iterable<Tuple2<K, V>> records, OutputCollector<KO, VO> out)
      throws IOException {
    Group<K, V> group = new Group<>(records.iterator());
    reducer.reduce(group.first.f0, group, out, Reporter.NULL);
  }

  @Override
  public boolean hasNext() {
    return first != null || pairs.hasNext();
  }

  @Override
  public V next() {
    if (first != null) {
      V value = first.f1;
      first = null;
      return value;
    }
    return pairs.next().f1;
  }
}
