// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.collection;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.Either;
import java.io.IOException;
import java.util.Objects;

/**
 * Writes one of two values: a byte that says which, true for left, then the value.
 *
 * @param <L> type of the left value
 * @param <R> type of the right value
 */
public final class EitherSerializer<L, R> extends TypeSerializer<Either<L, R>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<L> leftSerializer;
  private final TypeSerializer<R> rightSerializer;

  public EitherSerializer(TypeSerializer<L> leftSerializer, TypeSerializer<R> rightSerializer) {
    this.leftSerializer = Objects.requireNonNull(leftSerializer);
    this.rightSerializer = Objects.requireNonNull(rightSerializer);
  }

  public TypeSerializer<L> getLeftSerializer() {
    return leftSerializer;
  }

  public TypeSerializer<R> getRightSerializer() {
    return rightSerializer;
  }

  @Override
  public boolean isImmutableType() {
    // The values can be exchanged.
    return false;
  }

  @Override
  public EitherSerializer<L, R> duplicate() {
    return new EitherSerializer<>(leftSerializer.duplicate(), rightSerializer.duplicate());
  }

  @Override
  public Either<L, R> createInstance() {
    L left = leftSerializer.createInstance();
    return left == null ? null : Either.Left(left);
  }

  @Override
  public Either<L, R> copy(Either<L, R> from) {
    return from.isLeft()
        ? Either.Left(leftSerializer.copy(from.left()))
        : Either.Right(rightSerializer.copy(from.right()));
  }

  @Override
  public Either<L, R> copy(Either<L, R> from, Either<L, R> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Either<L, R> record, DataOutputView target) throws IOException {
    if (record.isLeft()) {
      target.writeBoolean(true);
      leftSerializer.serialize(record.left(), target);
    } else {
      target.writeBoolean(false);
      rightSerializer.serialize(record.right(), target);
    }
  }

  @Override
  public Either<L, R> deserialize(DataInputView source) throws IOException {
    return source.readBoolean()
        ? Either.Left(leftSerializer.deserialize(source))
        : Either.Right(rightSerializer.deserialize(source));
  }

  @Override
  public Either<L, R> deserialize(Either<L, R> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    boolean left = source.readBoolean();
    target.writeBoolean(left);
    if (left) {
      leftSerializer.copy(source, target);
    } else {
      rightSerializer.copy(source, target);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof EitherSerializer<?, ?> other
        && leftSerializer.equals(other.leftSerializer)
        && rightSerializer.equals(other.rightSerializer);
  }

  @Override
  public int hashCode() {
    return 43 * leftSerializer.hashCode() + rightSerializer.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Either<L, R>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** Keeps the snapshots of both serializers. */
  public static final class Snapshot<L, R>
      extends CompositeTypeSerializerSnapshot<Either<L, R>, EitherSerializer<L, R>> {

    /** For reading. */
    public Snapshot() {}

    Snapshot(EitherSerializer<L, R> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(EitherSerializer<L, R> outerSerializer) {
      return new TypeSerializer<?>[] {
        outerSerializer.leftSerializer, outerSerializer.rightSerializer
      };
    }

    @Override
    @SuppressWarnings("unchecked")
    protected EitherSerializer<L, R> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new EitherSerializer<>(
          (TypeSerializer<L>) nestedSerializers[0], (TypeSerializer<R>) nestedSerializers[1]);
    }
  }
}
