// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Writes big integers as a length and the bytes of the two's complement, big-endian; null as length
 * 0.
 */
public final class BigIntSerializer extends TypeSerializerSingleton<BigInteger> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final BigIntSerializer INSTANCE = new BigIntSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public BigInteger createInstance() {
    return BigInteger.ZERO;
  }

  @Override
  public BigInteger copy(BigInteger from) {
    return from;
  }

  @Override
  public BigInteger copy(BigInteger from, BigInteger reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(BigInteger record, DataOutputView target) throws IOException {
    write(record, target);
  }

  @Override
  public BigInteger deserialize(DataInputView source) throws IOException {
    return read(source);
  }

  @Override
  public BigInteger deserialize(BigInteger reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    target.write(source, length);
  }

  static void write(BigInteger record, DataOutput target) throws IOException {
    if (record == null) {
      VarInt.write(0, target);
      return;
    }
    byte[] bytes = record.toByteArray();
    VarInt.write(bytes.length, target);
    target.write(bytes);
  }

  static BigInteger read(DataInput source) throws IOException {
    int length = VarInt.read(source);
    if (length == 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return new BigInteger(bytes);
  }
}
