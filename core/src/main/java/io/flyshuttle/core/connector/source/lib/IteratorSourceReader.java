// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.source.SourceReaderContext;
import java.util.Iterator;

/**
 * Emits the elements of splits that are iterators.
 *
 * @param <E> type of the elements
 * @param <IterT> type of the iterators
 * @param <SplitT> type of the splits
 */
public class IteratorSourceReader<
        E, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
    extends IteratorSourceReaderBase<E, E, IterT, SplitT> {

  public IteratorSourceReader(SourceReaderContext context) {
    super(context);
  }

  @Override
  protected E convert(E value) {
    return value;
  }
}
