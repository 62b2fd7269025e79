// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.sample;

import java.util.Objects;

/** A POJO that others extend. */
public class Animal {
  public String name;

  public static Animal named(String name) {
    Animal animal = new Animal();
    animal.name = name;
    return animal;
  }

  @Override
  public boolean equals(Object o) {
    return o != null && o.getClass() == getClass() && Objects.equals(name, ((Animal) o).name);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(name);
  }
}
