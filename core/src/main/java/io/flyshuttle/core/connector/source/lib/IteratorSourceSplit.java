// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.source.SourceSplit;
import java.util.Iterator;

/**
 * A split that is an iterator.
 *
 * @param <E> type of the elements
 * @param <IterT> type of the iterator
 */
public interface IteratorSourceSplit<E, IterT extends Iterator<E>> extends SourceSplit {

  /** The elements that are left. */
  IterT getIterator();

  /** The split as it stands when {@code iterator} has come to where it is. */
  IteratorSourceSplit<E, IterT> getUpdatedSplitForIterator(IterT iterator);
}
