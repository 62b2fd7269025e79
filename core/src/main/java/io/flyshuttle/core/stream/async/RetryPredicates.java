// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.async;

import java.io.Serializable;
import java.util.Collection;
import java.util.function.Predicate;

/** Answers that are often worth another try. */
public final class RetryPredicates {

  /** An answer without a record. */
  public static final EmptyResultPredicate EMPTY_RESULT_PREDICATE = new EmptyResultPredicate();

  /** Any failure. */
  public static final HasExceptionPredicate HAS_EXCEPTION_PREDICATE = new HasExceptionPredicate();

  private RetryPredicates() {}

  /** Failures of a class. */
  public static ExceptionTypePredicate createExceptionTypePredicate(
      Class<? extends Throwable> exceptionClass) {
    return new ExceptionTypePredicate(exceptionClass);
  }

  /** See {@link #EMPTY_RESULT_PREDICATE}. */
  public static final class EmptyResultPredicate<T>
      implements Predicate<Collection<T>>, Serializable {
    private static final long serialVersionUID = 1L;

    private EmptyResultPredicate() {}

    @Override
    public boolean test(Collection<T> result) {
      return result.isEmpty();
    }
  }

  /** See {@link #HAS_EXCEPTION_PREDICATE}. */
  public static final class HasExceptionPredicate implements Predicate<Throwable>, Serializable {
    private static final long serialVersionUID = 1L;

    private HasExceptionPredicate() {}

    @Override
    public boolean test(Throwable failure) {
      return failure != null;
    }
  }

  /** See {@link #createExceptionTypePredicate}. */
  public static final class ExceptionTypePredicate implements Predicate<Throwable>, Serializable {
    private static final long serialVersionUID = 1L;

    private final Class<? extends Throwable> exceptionClass;

    public ExceptionTypePredicate(Class<? extends Throwable> exceptionClass) {
      this.exceptionClass = exceptionClass;
    }

    @Override
    public boolean test(Throwable failure) {
      return exceptionClass.isInstance(failure);
    }
  }
}
