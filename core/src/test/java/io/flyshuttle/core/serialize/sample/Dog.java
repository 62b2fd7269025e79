// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.sample;

/** A subclass that tests register. */
public class Dog extends Animal {
  public int age;

  public static Dog named(String name, int age) {
    Dog dog = new Dog();
    dog.name = name;
    dog.age = age;
    return dog;
  }

  @Override
  public boolean equals(Object o) {
    return super.equals(o) && age == ((Dog) o).age;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + age;
  }
}
