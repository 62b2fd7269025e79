// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a record field by field, in declared order, by the fields' declared types; no field
 * carries a class. Lists and maps come back immutable.
 *
 * @param <T> the record
 */
final class RecordSerializer<T extends Record> extends Serializer<T> {

  /** Writes and reads the values of one declared type. */
  private interface ValueCodec {
    void write(Kryo kryo, Output output, Object value);

    Object read(Kryo kryo, Input input);
  }

  private final Class<T> type;
  private final RecordComponent[] components;
  private ValueCodec[] codecs;
  private Constructor<T> constructor;

  /** Looks at no field yet: a process knows all messages and sends or reads few of them. */
  RecordSerializer(Class<T> type) {
    super(false, true);
    this.type = type;
    this.components = type.getRecordComponents();
  }

  private ValueCodec[] codecs() {
    if (codecs == null) {
      ValueCodec[] made = new ValueCodec[components.length];
      for (int i = 0; i < made.length; i++) {
        made[i] = codecFor(components[i].getGenericType());
      }
      codecs = made;
    }
    return codecs;
  }

  private Constructor<T> constructor() throws NoSuchMethodException {
    if (constructor == null) {
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = components[i].getType();
      }
      constructor = type.getConstructor(types);
    }
    return constructor;
  }

  @Override
  public void write(Kryo kryo, Output output, T record) {
    ValueCodec[] fields = codecs();
    for (int i = 0; i < fields.length; i++) {
      Object value;
      try {
        // by reflection: method handles cost a new process more than they save it
        value = components[i].getAccessor().invoke(record);
      } catch (InvocationTargetException e) {
        throw unwrapped(e);
      } catch (IllegalAccessException e) {
        throw notPublic(e);
      }
      fields[i].write(kryo, output, value);
    }
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> ignored) {
    ValueCodec[] fields = codecs();
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = fields[i].read(kryo, input);
    }
    try {
      return constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw notPublic(e);
    }
  }

  private static RuntimeException unwrapped(InvocationTargetException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    if (e.getCause() instanceof Error cause) {
      throw cause;
    }
    return new KryoException(e.getCause());
  }

  private IllegalStateException notPublic(ReflectiveOperationException e) {
    return new IllegalStateException("not a public record: " + type.getName(), e);
  }

  private static ValueCodec codecFor(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      if (parameterized.getRawType() == List.class) {
        return new ListCodec(codecFor(arguments[0]));
      }
      if (parameterized.getRawType() == Map.class) {
        return new MapCodec(codecFor(arguments[0]), codecFor(arguments[1]));
      }
    } else if (type == int.class || type == Integer.class) {
      return codec((k, o, v) -> o.writeVarInt((Integer) v, false), (k, i) -> i.readVarInt(false));
    } else if (type == long.class || type == Long.class) {
      return codec((k, o, v) -> o.writeVarLong((Long) v, false), (k, i) -> i.readVarLong(false));
    } else if (type == boolean.class) {
      return codec((k, o, v) -> o.writeBoolean((Boolean) v), (k, i) -> i.readBoolean());
    } else if (type == double.class) {
      return codec((k, o, v) -> o.writeDouble((Double) v), (k, i) -> i.readDouble());
    } else if (type == String.class) {
      return codec(RecordSerializer::writeString, (k, i) -> readString(i));
    } else if (type == byte[].class) {
      return codec(RecordSerializer::writeBytes, (k, i) -> readBytes(i));
    } else if (type instanceof Class<?> plain && plain.isEnum()) {
      return enumCodec(plain);
    } else if (type instanceof Class<?> plain) {
      return codec(
          (k, o, v) -> k.writeObjectOrNull(o, v, plain), (k, i) -> k.readObjectOrNull(i, plain));
    }
    throw new IllegalStateException("no message may hold a " + type);
  }

  /** As UTF-8: Kryo's own strings trust the length they claim. */
  private static void writeString(Kryo kryo, Output output, Object value) {
    writeBytes(
        kryo, output, value == null ? null : ((String) value).getBytes(StandardCharsets.UTF_8));
  }

  private static String readString(Input input) {
    byte[] bytes = readBytes(input);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeBytes(Kryo kryo, Output output, Object value) {
    byte[] bytes = (byte[]) value;
    if (bytes == null) {
      output.writeVarInt(0, true);
    } else {
      output.writeVarInt(bytes.length + 1, true);
      output.writeBytes(bytes);
    }
  }

  private static byte[] readBytes(Input input) {
    int length = readCount(input);
    return length < 0 ? null : input.readBytes(length);
  }

  /** A count plus one, 0 for null; every counted thing takes a byte at least. */
  private static int readCount(Input input) {
    int count = input.readVarInt(true) - 1;
    if (count < -1 || count > input.limit() - input.position()) {
      throw new KryoException("a message claims more elements than it has bytes: " + count);
    }
    return count;
  }

  private static ValueCodec enumCodec(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return codec(
        (k, o, v) -> o.writeVarInt(v == null ? 0 : ((Enum<?>) v).ordinal() + 1, true),
        (k, i) -> {
          int position = i.readVarInt(true);
          if (position < 0 || position > constants.length) {
            throw new KryoException(type.getSimpleName() + " has no constant " + position);
          }
          return position == 0 ? null : constants[position - 1];
        });
  }

  private interface Writing {
    void write(Kryo kryo, Output output, Object value);
  }

  private interface Reading {
    Object read(Kryo kryo, Input input);
  }

  private static ValueCodec codec(Writing writing, Reading reading) {
    return new ValueCodec() {
      @Override
      public void write(Kryo kryo, Output output, Object value) {
        writing.write(kryo, output, value);
      }

      @Override
      public Object read(Kryo kryo, Input input) {
        return reading.read(kryo, input);
      }
    };
  }

  private record ListCodec(ValueCodec element) implements ValueCodec {
    @Override
    public void write(Kryo kryo, Output output, Object value) {
      if (value == null) {
        output.writeVarInt(0, true);
        return;
      }
      List<?> list = (List<?>) value;
      output.writeVarInt(list.size() + 1, true);
      for (Object each : list) {
        element.write(kryo, output, each);
      }
    }

    @Override
    public Object read(Kryo kryo, Input input) {
      int size = readCount(input);
      if (size < 0) {
        return null;
      }
      Object[] elements = new Object[size];
      boolean complete = true;
      for (int i = 0; i < size; i++) {
        elements[i] = element.read(kryo, input);
        complete &= elements[i] != null;
      }
      return complete
          ? List.of(elements)
          : Collections.unmodifiableList(new ArrayList<>(Arrays.asList(elements)));
    }
  }

  private record MapCodec(ValueCodec key, ValueCodec value) implements ValueCodec {
    @Override
    public void write(Kryo kryo, Output output, Object map) {
      if (map == null) {
        output.writeVarInt(0, true);
        return;
      }
      output.writeVarInt(((Map<?, ?>) map).size() + 1, true);
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
        key.write(kryo, output, entry.getKey());
        value.write(kryo, output, entry.getValue());
      }
    }

    @Override
    public Object read(Kryo kryo, Input input) {
      int size = readCount(input);
      if (size < 0) {
        return null;
      }
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(key.read(kryo, input), value.read(kryo, input));
      }
      return Collections.unmodifiableMap(map);
    }
  }
}
