// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.sample;

import java.util.Objects;

/** A subclass that tests do not register. */
public class Cat extends Animal {
  public String color;

  public static Cat named(String name, String color) {
    Cat cat = new Cat();
    cat.name = name;
    cat.color = color;
    return cat;
  }

  @Override
  public boolean equals(Object o) {
    return super.equals(o) && Objects.equals(color, ((Cat) o).color);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Objects.hashCode(color);
  }
}
