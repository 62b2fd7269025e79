// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.util.Objects;

/**
 * One of two values.
 *
 * @param <L> type of the left value
 * @param <R> type of the right value
 */
public abstract class Either<L, R> {
  private Either() {}

  /** Holds a left value. */
  public static <L, R> Either<L, R> Left(L value) {
    return new Left<>(value);
  }

  /** Holds a right value. */
  public static <L, R> Either<L, R> Right(R value) {
    return new Right<>(value);
  }

  /**
   * The left value.
   *
   * @throws IllegalStateException if this is a right value
   */
  public abstract L left() throws IllegalStateException;

  /**
   * The right value.
   *
   * @throws IllegalStateException if this is a left value
   */
  public abstract R right() throws IllegalStateException;

  public final boolean isLeft() {
    return getClass() == Left.class;
  }

  public final boolean isRight() {
    return getClass() == Right.class;
  }

  /**
   * A left value.
   *
   * @param <L> type of the value
   * @param <R> type of the right value there could be
   */
  public static class Left<L, R> extends Either<L, R> {
    private L value;

    public Left(L value) {
      this.value = Objects.requireNonNull(value, "the value of a Left must not be null");
    }

    /** Holds a left value. */
    public static <L, R> Left<L, R> of(L left) {
      return new Left<>(left);
    }

    @Override
    public L left() {
      return value;
    }

    @Override
    public R right() {
      throw new IllegalStateException("this is a Left, which has no right value");
    }

    /** Exchanges the value. */
    public void setValue(L value) {
      this.value = value;
    }

    @Override
    public boolean equals(Object object) {
      return object instanceof Left<?, ?> other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String toString() {
      return "Left(" + value + ")";
    }
  }

  /**
   * A right value.
   *
   * @param <L> type of the left value there could be
   * @param <R> type of the value
   */
  public static class Right<L, R> extends Either<L, R> {
    private R value;

    public Right(R value) {
      this.value = Objects.requireNonNull(value, "the value of a Right must not be null");
    }

    /** Holds a right value. */
    public static <L, R> Right<L, R> of(R right) {
      return new Right<>(right);
    }

    @Override
    public L left() {
      throw new IllegalStateException("this is a Right, which has no left value");
    }

    @Override
    public R right() {
      return value;
    }

    /** Exchanges the value. */
    public void setValue(R value) {
      this.value = value;
    }

    @Override
    public boolean equals(Object object) {
      return object instanceof Right<?, ?> other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String toString() {
      return "Right(" + value + ")";
    }
  }
}
