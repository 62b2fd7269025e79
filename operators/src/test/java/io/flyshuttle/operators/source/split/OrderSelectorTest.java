// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.operator.ChannelSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderSelectorTest {
  private static final SimpleVersionedSerializer<String> SPLITS =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        public byte[] serialize(String split) {
          return split.getBytes();
        }

        @Override
        public String deserialize(int version, byte[] serialized) {
          return new String(serialized);
        }
      };

  @Test
  void whenThereAreFewerReadersThenSplitsOnTheirWayReachOneOfThem() throws Exception {
    OrderSelector selector = new OrderSelector();
    selector.setup(2, 0, 128);
    assertEquals(1, selector.selectAgain(SourceOrders.splits(3, List.of("split"), SPLITS)));
    assertEquals(0, selector.selectAgain(SourceOrders.splits(0, List.of("split"), SPLITS)));
  }

  @Test
  void whenTheNumberOfReadersChangesThenNoneIsToldOfTheOldOnes() throws Exception {
    OrderSelector selector = new OrderSelector();
    selector.setup(2, 0, 128);
    assertEquals(ChannelSelector.NOBODY, selector.selectAgain(SourceOrders.noMoreSplits(0)));
    assertEquals(ChannelSelector.NOBODY, selector.selectAgain(SourceOrders.align(1, 17)));
  }
}
