// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.value.Either;
import java.util.ArrayList;
import java.util.List;

/** Parts the records of a window by the stream they are from. */
final class CoGroupWindow<T1, T2, R, K, W extends Window> extends WrappedFunction
    implements WindowFunction<Either<T1, T2>, R, K, W> {
  private static final long serialVersionUID = 1L;

  private final CoGroupFunction<T1, T2, R> function;

  CoGroupWindow(CoGroupFunction<T1, T2, R> function) {
    super(function);
    this.function = function;
  }

  @Override
  public void apply(K key, W window, Iterable<Either<T1, T2>> input, Collector<R> out)
      throws Exception {
    List<T1> first = new ArrayList<>();
    List<T2> second = new ArrayList<>();
    for (Either<T1, T2> record : input) {
      if (record.isLeft()) {
        first.add(record.left());
      } else {
        second.add(record.right());
      }
    }
    function.coGroup(first, second, out);
  }
}
