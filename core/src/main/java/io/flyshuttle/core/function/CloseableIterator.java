// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * An iterator that holds something to be closed, such as a connection to a running job.
 *
 * @param <T> type of the elements
 */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {

  /** The iterator over nothing. */
  CloseableIterator<?> EMPTY_INSTANCE = adapterForIterator(Collections.emptyIterator());

  /** An iterator with nothing to close. */
  static <T> CloseableIterator<T> adapterForIterator(Iterator<T> iterator) {
    return adapterForIterator(iterator, () -> {});
  }

  /** An iterator that closes {@code close}. */
  static <T> CloseableIterator<T> adapterForIterator(Iterator<T> iterator, AutoCloseable close) {
    return new IteratorAdapter<>(iterator, close);
  }

  /** The iterator over nothing. */
  @SuppressWarnings("unchecked")
  static <T> CloseableIterator<T> empty() {
    return (CloseableIterator<T>) EMPTY_INSTANCE;
  }

  /** Elements that were not consumed are given to {@code closeNotConsumed} when it is closed. */
  static <T> CloseableIterator<T> fromList(List<T> list, Consumer<T> closeNotConsumed) {
    Iterator<T> iterator = new ArrayDeque<>(list).iterator();
    return adapterForIterator(iterator, () -> iterator.forEachRemaining(closeNotConsumed));
  }

  /** As {@link #fromList} of one element. */
  static <T> CloseableIterator<T> ofElement(T element, Consumer<T> closeIfNotConsumed) {
    return fromList(List.of(element), closeIfNotConsumed);
  }

  /** As {@link #fromList} of the given elements. */
  @SafeVarargs
  static <T> CloseableIterator<T> ofElements(Consumer<T> closeNotConsumed, T... elements) {
    return fromList(List.of(elements), closeNotConsumed);
  }

  /** One iterator after the other; closing it closes all, and reports every failure to close. */
  @SafeVarargs
  static <T> CloseableIterator<T> flatten(CloseableIterator<T>... iterators) {
    List<CloseableIterator<T>> all = List.of(iterators);
    Iterator<T> elements =
        new Iterator<>() {
          private int current;

          @Override
          public boolean hasNext() {
            while (current < all.size() && !all.get(current).hasNext()) {
              current++;
            }
            return current < all.size();
          }

          @Override
          public T next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return all.get(current).next();
          }
        };
    return adapterForIterator(elements, () -> closeAll(all));
  }

  private static void closeAll(List<? extends AutoCloseable> closeables) throws Exception {
    Exception failure = null;
    for (AutoCloseable closeable : closeables) {
      try {
        closeable.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * An iterator with something to close beside it.
   *
   * @param <E> type of the elements
   */
  final class IteratorAdapter<E> implements CloseableIterator<E> {
    private final Iterator<E> delegate;
    private final AutoCloseable close;

    IteratorAdapter(Iterator<E> delegate, AutoCloseable close) {
      this.delegate = delegate;
      this.close = close;
    }

    @Override
    public boolean hasNext() {
      return delegate.hasNext();
    }

    @Override
    public E next() {
      return delegate.next();
    }

    @Override
    public void remove() {
      delegate.remove();
    }

    @Override
    public void forEachRemaining(Consumer<? super E> action) {
      delegate.forEachRemaining(action);
    }

    @Override
    public void close() throws Exception {
      close.close();
    }
  }
}
