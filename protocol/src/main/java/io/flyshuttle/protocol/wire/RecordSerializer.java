// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
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

  private final ValueCodec[] codecs;
  private final MethodHandle[] getters;
  private final MethodHandle constructor;

  RecordSerializer(Class<T> type) {
    super(false, true);
    RecordComponent[] components = type.getRecordComponents();
    codecs = new ValueCodec[components.length];
    getters = new MethodHandle[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        codecs[i] = codecFor(components[i].getGenericType());
        getters[i] =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Record.class));
      }
      Constructor<T> canonical = type.getConstructor(types);
      constructor =
          lookup
              .unreflectConstructor(canonical)
              .asType(
                  MethodType.genericMethodType(components.length).changeReturnType(Record.class))
              .asSpreader(Object[].class, components.length);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a public record: " + type.getName(), e);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, T record) {
    for (int i = 0; i < codecs.length; i++) {
      Object value;
      try {
        value = (Object) getters[i].invokeExact((Record) record);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new KryoException(e);
      }
      codecs[i].write(kryo, output, value);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    Object[] values = new Object[codecs.length];
    for (int i = 0; i < codecs.length; i++) {
      values[i] = codecs[i].read(kryo, input);
    }
    try {
      return (T) (Record) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new KryoException(e);
    }
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
