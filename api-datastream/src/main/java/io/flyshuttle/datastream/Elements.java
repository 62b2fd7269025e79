// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Collection;

/** Checks of what programs give as the content of a source. */
final class Elements {
  private Elements() {}

  static <T> TypeInformation<T> typeOf(Collection<T> data) {
    if (data.isEmpty()) {
      throw new InvalidProgramException(
          "the collection is empty, so the type of its elements cannot be seen;"
              + " state it: fromData(collection, type)");
    }
    T first = data.iterator().next();
    if (first == null) {
      throw new InvalidProgramException("the collection has a null element");
    }
    try {
      return TypeExtractor.getForObject(first);
    } catch (InvalidTypesException e) {
      throw new InvalidTypesException(
          "the type of "
              + first.getClass().getName()
              + " cannot be found; state it: fromData(collection, type)",
          e);
    }
  }

  static void check(Collection<?> data, Class<?> elementClass) {
    for (Object element : data) {
      if (element == null) {
        throw new InvalidProgramException("the collection has a null element");
      }
      if (!elementClass.isAssignableFrom(element.getClass())) {
        throw new InvalidProgramException(
            "the elements are not all of type "
                + elementClass.getName()
                + ": one is of "
                + element.getClass().getName());
      }
    }
  }

  static void checkPath(String path) {
    if (path == null || path.isBlank()) {
      throw new InvalidProgramException("the path of the file is empty");
    }
  }
}
