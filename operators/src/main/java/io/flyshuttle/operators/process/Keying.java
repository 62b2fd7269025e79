// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.List;

/**
 * How an operator finds the key of a record.
 *
 * @param serializer of the keys
 * @param selectors one per input that has keys
 * @param <K> type of the keys
 */
record Keying<K>(TypeSerializer<K> serializer, List<KeySelector<Object, K>> selectors)
    implements Serializable {

  @SuppressWarnings("unchecked")
  static <K> Keying<K> of(TypeSerializer<K> serializer, KeySelector<?, ?>... selectors) {
    List<?> erased = List.of(selectors);
    return new Keying<>(serializer, (List<KeySelector<Object, K>>) erased);
  }

  K key(int input, Object record) throws Exception {
    return selectors.get(input).getKey(record);
  }
}
