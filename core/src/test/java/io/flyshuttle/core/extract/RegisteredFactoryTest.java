// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.type.TypeInfoFactory;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.GenericTypeInfo;
import java.lang.reflect.Type;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RegisteredFactoryTest {

  /** Would be a POJO. */
  public static final class Position {
    public double x;
    public double y;
  }

  /** Describes it as something else. */
  public static final class PositionFactory extends TypeInfoFactory<Position> {
    @Override
    public TypeInformation<Position> createTypeInfo(
        Type t, Map<String, TypeInformation<?>> genericParameters) {
      return new GenericTypeInfo<>(Position.class);
    }
  }

  @Test
  void shouldUseFactoriesThatTheConfigurationOfTheProgramNames() {
    new SerializerConfigImpl()
        .registerTypeWithTypeInfoFactory(Position.class, PositionFactory.class);
    assertEquals(new GenericTypeInfo<>(Position.class), TypeInformation.of(Position.class));
  }
}
