// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.MapFunction;
import java.io.Serializable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Not serializable itself: what holds a reference to it does not serialize. */
final class ClosureCleanerTest {

  private final Object notSerializable = new Object();
  private int number = 7;

  @Test
  void shouldDropTheOuterObjectThatAnAnonymousClassNeverUses() throws Exception {
    MapFunction<Integer, Integer> function =
        new MapFunction<>() {
          @Override
          public Integer map(Integer value) {
            return value + 1;
          }
        };
    ClosureCleaner.clean(function, true, "function");

    MapFunction<Integer, Integer> copy =
        CodeBytes.read(CodeBytes.write(function, "function"), getClass().getClassLoader());
    assertEquals(2, copy.map(1));
  }

  @Test
  void shouldCleanWhatAFunctionWraps() throws Exception {
    Supplier<Integer> inner = new SerializableSupplier();
    MapFunction<Integer, Integer> wrapper = new Wrapper(inner);
    ClosureCleaner.clean(wrapper, true, "function");

    assertEquals(6, wrapper.map(1));
  }

  @Test
  void whenALambdaUsesWhatDoesNotSerializeThenTheTypeIsNamedAndNoHiddenName() {
    Thread outside = Thread.currentThread();
    MapFunction<Integer, Long> function = value -> value + outside.getId();
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class,
            () -> ClosureCleaner.clean(function, true, CodeBytes.name(function)));

    assertTrue(e.getMessage().contains("a variable from outside, of type java.lang.Thread"));
    assertTrue(e.getMessage().contains("lambda in " + getClass().getName()), e.getMessage());
    assertTrue(!e.getMessage().contains("$$Lambda") && !e.getMessage().contains("arg$"));
  }

  @Test
  void shouldRefuseAnInnerClassThatUsesItsOuterObject() {
    MapFunction<Integer, Integer> function =
        new MapFunction<>() {
          @Override
          public Integer map(Integer value) {
            return value + number + notSerializable.hashCode();
          }
        };
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class, () -> ClosureCleaner.clean(function, true, "function"));

    assertEquals(ErrorCode.FUNCTION_NOT_SERIALIZABLE, e.code());
    assertTrue(e.getMessage().contains("this$0"), e.getMessage());
  }

  @Test
  void shouldKeepTheOuterObjectThatAClassInsideUses() {
    MapFunction<Integer, Integer> function =
        new MapFunction<>() {
          @Override
          public Integer map(Integer value) {
            Supplier<Integer> deeper =
                new Supplier<>() {
                  @Override
                  public Integer get() {
                    return number;
                  }
                };
            return value + deeper.get();
          }
        };

    assertThrows(FlyshuttleException.class, () -> ClosureCleaner.clean(function, true, "function"));
  }

  @Test
  void shouldLeaveLambdasAsTheyAre() throws Exception {
    int captured = 3;
    MapFunction<Integer, Integer> function = value -> value + captured;

    assertEquals(4, ClosureCleaner.clean(function, true, "function").map(1));
  }

  private final class SerializableSupplier implements Supplier<Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer get() {
      return 5;
    }
  }

  private static final class Wrapper implements MapFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private final Supplier<Integer> inner;

    Wrapper(Supplier<Integer> inner) {
      this.inner = inner;
    }

    @Override
    public Integer map(Integer value) {
      return value + inner.get();
    }
  }
}
