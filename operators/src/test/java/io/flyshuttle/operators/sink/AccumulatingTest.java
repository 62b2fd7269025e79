// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.operators.harness.OperatorHarness;
import org.junit.jupiter.api.Test;

final class AccumulatingTest {
  private static final long LIMIT_BYTES = 1L << 20;

  /** Eight bytes each and what an object takes beside them. */
  private static final int FITTING = (int) (LIMIT_BYTES / 32);

  @Test
  void whenATaskHoldsTooMuchForTheClientThenTheJobFailsAndNotTheWorker() throws Exception {
    try (OperatorHarness harness =
        OperatorHarness.setup(Accumulating.records("collect", LIMIT_BYTES))
            .inputSerializer(LongSerializer.INSTANCE)
            .open()) {
      for (long i = 0; i < FITTING; i++) {
        harness.process(i, 0);
      }
      FlyshuttleException e =
          assertThrows(FlyshuttleException.class, () -> harness.process(-1L, 0));

      assertEquals(ErrorCode.RESULT_TOO_LARGE, e.code());
      assertTrue(e.getMessage().contains("1 MiB"), e.getMessage());
    }
  }
}
