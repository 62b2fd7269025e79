// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A list of values of one class, which a subclass names as type argument.
 *
 * @param <V> class of the elements; has a constructor without arguments
 */
public abstract class ListValue<V extends Value> extends AbstractList<V> implements Value, List<V> {
  private static final long serialVersionUID = 1L;

  private final Class<V> valueClass;
  private final List<V> list;

  public ListValue() {
    this.valueClass = typeArgument(getClass(), ListValue.class, 0);
    this.list = new ArrayList<>();
  }

  public ListValue(Collection<V> c) {
    this.valueClass = typeArgument(getClass(), ListValue.class, 0);
    this.list = new ArrayList<>(c);
  }

  /** The class that a subclass gives as type argument. */
  @SuppressWarnings("unchecked")
  static <X> Class<X> typeArgument(Class<?> subclass, Class<?> base, int index) {
    Class<?> c = subclass;
    while (c.getSuperclass() != base) {
      c = c.getSuperclass();
    }
    if (c.getGenericSuperclass() instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[index];
      if (argument instanceof Class<?> found) {
        return (Class<X>) found;
      }
    }
    throw new IllegalStateException(
        c.getName() + " must extend " + base.getSimpleName() + " with classes as type arguments");
  }

  static <X> X newInstance(Class<X> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " needs a constructor without arguments", e);
    }
  }

  @Override
  public V get(int index) {
    return list.get(index);
  }

  @Override
  public int size() {
    return list.size();
  }

  @Override
  public V set(int index, V element) {
    return list.set(index, element);
  }

  @Override
  public void add(int index, V element) {
    list.add(index, element);
  }

  @Override
  public V remove(int index) {
    return list.remove(index);
  }

  @Override
  public void read(DataInputView in) throws IOException {
    int size = in.readInt();
    list.clear();
    for (int i = 0; i < size; i++) {
      V value = newInstance(valueClass);
      value.read(in);
      list.add(value);
    }
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeInt(list.size());
    for (V value : list) {
      value.write(out);
    }
  }
}
