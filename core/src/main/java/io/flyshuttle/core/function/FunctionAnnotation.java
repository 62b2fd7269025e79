// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a function's author knows of the fields it reads and hands on. The optimizer keeps order and
 * partitioning over a function whose annotations say that the fields concerned pass unchanged. A
 * wrong annotation gives wrong results.
 */
public final class FunctionAnnotation {
  private FunctionAnnotation() {}

  /** Fields that the function hands on unchanged, as in {@code "f0->f1"}. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ForwardedFields {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields of the first input that the function hands on unchanged. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ForwardedFieldsFirst {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields of the second input that the function hands on unchanged. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ForwardedFieldsSecond {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields that may change; all others are handed on unchanged, at the same place. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface NonForwardedFields {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields of the first input that may change; all others are handed on unchanged. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface NonForwardedFieldsFirst {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields of the second input that may change; all others are handed on unchanged. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface NonForwardedFieldsSecond {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields that the function looks at to decide what it emits. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ReadFields {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields of the first input that the function looks at. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ReadFieldsFirst {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }

  /** Fields of the second input that the function looks at. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ReadFieldsSecond {
    /** Field expressions, as in {@code "f0; f2.f1"}. */
    String[] value();
  }
}
