// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.WrappingFunction;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.value.Either;
import java.util.ArrayList;
import java.util.List;

/** Parts the records of a window by the stream they are from. */
final class CoGroupWindow<T1, T2, R, K, W extends Window>
    extends WrappingFunction<CoGroupFunction<T1, T2, R>>
    implements WindowFunction<Either<T1, T2>, R, K, W> {
  private static final long serialVersionUID = 1L;

  /** Larger sides are not kept for the next key. */
  private static final int MOST_KEPT = 1000;

  private final boolean reusesSides;
  private transient List<T1> first;
  private transient List<T2> second;

  private CoGroupWindow(CoGroupFunction<T1, T2, R> function, boolean reusesSides) {
    super(function);
    this.reusesSides = reusesSides;
  }

  /** The user's function, which may keep the sides it gets. */
  static <T1, T2, R, K, W extends Window> CoGroupWindow<T1, T2, R, K, W> ofUser(
      CoGroupFunction<T1, T2, R> function) {
    return new CoGroupWindow<>(function, false);
  }

  /** A function that keeps records at most. */
  static <T1, T2, R, K, W extends Window> CoGroupWindow<T1, T2, R, K, W> ofPairs(
      CoGroupFunction<T1, T2, R> function) {
    return new CoGroupWindow<>(function, true);
  }

  @Override
  public void apply(K key, W window, Iterable<Either<T1, T2>> input, Collector<R> out)
      throws Exception {
    if (first == null || first.size() + second.size() > MOST_KEPT || !reusesSides) {
      first = new ArrayList<>();
      second = new ArrayList<>();
    } else {
      first.clear();
      second.clear();
    }
    for (Either<T1, T2> record : input) {
      if (record.isLeft()) {
        first.add(record.left());
      } else {
        second.add(record.right());
      }
    }
    wrappedFunction.coGroup(first, second, out);
  }
}
