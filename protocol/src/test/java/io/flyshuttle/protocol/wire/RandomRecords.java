// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.state.KeyGroupRange;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes records with random content, and compares records with arrays in them. */
final class RandomRecords {
  private final Random random;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  Object make(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      int size = random.nextInt(3);
      if (parameterized.getRawType() == List.class) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(make(arguments[0]));
        }
        return list;
      }
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(make(arguments[0]), make(arguments[1]));
      }
      return map;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == int.class || plain == Integer.class) {
      return random.nextInt();
    } else if (plain == long.class || plain == Long.class) {
      return random.nextLong();
    } else if (plain == boolean.class) {
      return random.nextBoolean();
    } else if (plain == double.class) {
      return random.nextDouble();
    } else if (plain == String.class) {
      return random.nextInt(5) == 0 ? null : "naïve \u4e2d " + random.nextInt();
    } else if (plain == byte[].class) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      return random.nextInt(5) == 0 ? null : bytes;
    } else if (plain == JobID.class) {
      return new JobID(random.nextLong(), random.nextLong());
    } else if (plain == KeyGroupRange.class) {
      int start = random.nextInt(1000);
      return new KeyGroupRange(start, start + random.nextInt(1000));
    } else if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    RecordComponent[] components = plain.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean absent = types[i].isRecord() && random.nextInt(5) == 0;
      values[i] = absent ? null : make(components[i].getGenericType());
    }
    Constructor<?> constructor = plain.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  /** A text that is equal for equal contents. */
  static String show(Object value) throws ReflectiveOperationException {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    } else if (value instanceof List<?> list) {
      List<String> shown = new ArrayList<>();
      for (Object each : list) {
        shown.add(show(each));
      }
      return shown.toString();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, String> shown = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        shown.put(show(entry.getKey()), show(entry.getValue()));
      }
      return shown.toString();
    } else if (value instanceof Record) {
      List<String> shown = new ArrayList<>();
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        shown.add(component.getName() + "=" + show(component.getAccessor().invoke(value)));
      }
      return value.getClass().getSimpleName() + shown;
    }
    return String.valueOf(value);
  }
}
