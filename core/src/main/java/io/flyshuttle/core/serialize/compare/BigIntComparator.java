// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.serialize.basic.BigIntSerializer;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Orders big integers. The nearest double makes the normalized key: it keeps the order but not
 * every difference.
 */
public final class BigIntComparator extends BasicTypeComparator<BigInteger> {
  private static final long serialVersionUID = 1L;

  public BigIntComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(BigInteger record) {
    return DoubleComparator.orderedBits(record.doubleValue());
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return BigIntSerializer.INSTANCE
        .deserialize(first)
        .compareTo(BigIntSerializer.INSTANCE.deserialize(second));
  }

  @Override
  public BigIntComparator duplicate() {
    return new BigIntComparator(ascendingComparison);
  }
}
