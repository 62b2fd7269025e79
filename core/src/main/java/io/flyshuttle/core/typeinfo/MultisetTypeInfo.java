// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.type.TypeInformation;

/**
 * Bags: elements with how often they occur.
 *
 * @param <T> type of the elements
 */
public final class MultisetTypeInfo<T> extends MapTypeInfo<T, Integer> {
  private static final long serialVersionUID = 1L;

  public MultisetTypeInfo(Class<T> elementTypeClass) {
    super(of(elementTypeClass), BasicTypeInfo.INT_TYPE_INFO);
  }

  public MultisetTypeInfo(TypeInformation<T> elementTypeInfo) {
    super(elementTypeInfo, BasicTypeInfo.INT_TYPE_INFO);
  }

  /** Describes bags of the given elements. */
  public static <C> MultisetTypeInfo<C> getInfoFor(TypeInformation<C> componentInfo) {
    return new MultisetTypeInfo<>(componentInfo);
  }

  /** The type of the elements. */
  public TypeInformation<T> getElementTypeInfo() {
    return getKeyTypeInfo();
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof MultisetTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof MultisetTypeInfo<?> other && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode() + 1;
  }

  @Override
  public String toString() {
    return "Multiset<" + getKeyTypeInfo() + ">";
  }
}
