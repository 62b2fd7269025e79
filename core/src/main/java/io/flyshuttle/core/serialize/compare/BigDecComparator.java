// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.serialize.basic.BigDecSerializer;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Orders decimals by value: 1.0 and 1.00 are the same key. The nearest double makes the normalized
 * key.
 */
public final class BigDecComparator extends BasicTypeComparator<BigDecimal> {
  private static final long serialVersionUID = 1L;

  public BigDecComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(BigDecimal record) {
    return DoubleComparator.orderedBits(record.doubleValue() + 0.0);
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  public int hash(BigDecimal record) {
    return record.signum() == 0 ? 0 : record.stripTrailingZeros().hashCode();
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return BigDecSerializer.INSTANCE
        .deserialize(first)
        .compareTo(BigDecSerializer.INSTANCE.deserialize(second));
  }

  @Override
  public BigDecComparator duplicate() {
    return new BigDecComparator(ascendingComparison);
  }
}
