// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

final class ConfigConstantsTest {

  @Test
  void shouldNameKeysOfOptions() throws Exception {
    for (Field field : ConfigConstants.class.getFields()) {
      if (field.getType() == String.class) {
        assertTrue(OptionCatalog.find((String) field.get(null)).isPresent(), field.getName());
      }
    }
  }
}
