// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes decimals as their unscaled value and, unless null, their scale. */
public final class BigDecSerializer extends TypeSerializerSingleton<BigDecimal> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final BigDecSerializer INSTANCE = new BigDecSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public BigDecimal createInstance() {
    return BigDecimal.ZERO;
  }

  @Override
  public BigDecimal copy(BigDecimal from) {
    return from;
  }

  @Override
  public BigDecimal copy(BigDecimal from, BigDecimal reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(BigDecimal record, DataOutputView target) throws IOException {
    if (record == null) {
      BigIntSerializer.write(null, target);
    } else {
      BigIntSerializer.write(record.unscaledValue(), target);
      target.writeInt(record.scale());
    }
  }

  @Override
  public BigDecimal deserialize(DataInputView source) throws IOException {
    BigInteger unscaled = BigIntSerializer.read(source);
    return unscaled == null ? null : new BigDecimal(unscaled, source.readInt());
  }

  @Override
  public BigDecimal deserialize(BigDecimal reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    if (length > 0) {
      target.write(source, length + Integer.BYTES);
    }
  }
}
