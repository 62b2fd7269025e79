// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.SerializerFactory;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.File;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Kryo for classes of the JDK, whose fields no other module may see unless the JVM was told so by
 * {@code --add-opens}. Which form a class has must not depend on such flags: client, workers and
 * the reader of a savepoint may have others.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
final class JdkSerializers {
  private JdkSerializers() {}

  /** Adds what is missing in Kryo. Serializers that a program named for the same classes win. */
  static void addTo(Kryo kryo) {
    kryo.addDefaultSerializer(Throwable.class, new JavaSerializer());
    kryo.addDefaultSerializer(
        UUID.class,
        new Values<UUID>(
            true,
            (uuid, out) -> {
              out.writeLong(uuid.getMostSignificantBits());
              out.writeLong(uuid.getLeastSignificantBits());
            },
            in -> new UUID(in.readLong(), in.readLong())));
    kryo.addDefaultSerializer(
        URI.class,
        new Values<URI>(
            true, (uri, out) -> out.writeString(uri.toString()), in -> URI.create(text(in))));
    kryo.addDefaultSerializer(
        File.class,
        new Values<File>(
            true, (file, out) -> out.writeString(file.getPath()), in -> new File(text(in))));
    kryo.addDefaultSerializer(
        Path.class,
        new Values<Path>(
            true,
            (path, out) -> out.writeString(path.toUri().toString()),
            in -> Path.of(URI.create(text(in)))));
    kryo.addDefaultSerializer(
        Pattern.class,
        new Values<Pattern>(
            true,
            (pattern, out) -> {
              out.writeString(pattern.pattern());
              out.writeInt(pattern.flags());
            },
            in -> Pattern.compile(text(in), in.readInt())));
    kryo.addDefaultSerializer(
        AtomicInteger.class,
        new Values<AtomicInteger>(
            false, (i, out) -> out.writeInt(i.get()), in -> new AtomicInteger(in.readInt())));
    kryo.addDefaultSerializer(
        AtomicLong.class,
        new Values<AtomicLong>(
            false, (i, out) -> out.writeLong(i.get()), in -> new AtomicLong(in.readLong())));
    kryo.addDefaultSerializer(
        AtomicBoolean.class,
        new Values<AtomicBoolean>(
            false,
            (b, out) -> out.writeBoolean(b.get()),
            in -> new AtomicBoolean(in.readBoolean())));
    kryo.addDefaultSerializer(AtomicReference.class, new References());
    kryo.addDefaultSerializer(EnumMap.class, new EnumMaps());
    kryo.addDefaultSerializer(Map.Entry.class, new Entries(AbstractMap.SimpleEntry::new));
    kryo.addDefaultSerializer(
        AbstractMap.SimpleImmutableEntry.class, new Entries(AbstractMap.SimpleImmutableEntry::new));
    kryo.addDefaultSerializer(
        Map.entry("", "").getClass(), new Entries((key, value) -> Map.entry(key, value)));
    JdkCollections.addTo(kryo);
    kryo.setDefaultSerializer(new ByOrigin(new SerializerFactory.FieldSerializerFactory()));
  }

  private static String text(Input in) {
    return in.readString();
  }

  /** Classes of the JDK write themselves where they can; all others by their fields. */
  private record ByOrigin(SerializerFactory<?> fields) implements SerializerFactory<Serializer> {
    @Override
    public Serializer newSerializer(Kryo kryo, Class type) {
      return ofJdk(type) ? new JavaSerializer() : fields.newSerializer(kryo, type);
    }

    @Override
    public boolean isSupported(Class type) {
      return ofJdk(type) || fields.isSupported(type);
    }

    private static boolean ofJdk(Class<?> type) {
      return type.getModule().isNamed()
          && type.getModule().getName().startsWith("java.")
          && Serializable.class.isAssignableFrom(type);
    }
  }

  /** A class without other objects in it. */
  private static final class Values<T> extends Serializer<T> {
    private final BiConsumer<T, Output> writer;
    private final Function<Input, T> reader;

    Values(boolean immutable, BiConsumer<T, Output> writer, Function<Input, T> reader) {
      super(false, immutable);
      this.writer = writer;
      this.reader = reader;
    }

    @Override
    public void write(Kryo kryo, Output output, T value) {
      writer.accept(value, output);
    }

    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> type) {
      return reader.apply(input);
    }

    @Override
    public T copy(Kryo kryo, T original) {
      if (isImmutable()) {
        return original;
      }
      try (Output output = new Output(16, -1)) {
        writer.accept(original, output);
        return reader.apply(new Input(output.getBuffer()));
      }
    }
  }

  private static final class References extends Serializer<AtomicReference> {
    @Override
    public void write(Kryo kryo, Output output, AtomicReference value) {
      kryo.writeClassAndObject(output, value.get());
    }

    @Override
    public AtomicReference read(Kryo kryo, Input input, Class<? extends AtomicReference> type) {
      AtomicReference<Object> value = new AtomicReference<>();
      kryo.reference(value);
      value.set(kryo.readClassAndObject(input));
      return value;
    }

    @Override
    public AtomicReference copy(Kryo kryo, AtomicReference original) {
      AtomicReference<Object> copy = new AtomicReference<>();
      kryo.reference(copy);
      copy.set(kryo.copy(original.get()));
      return copy;
    }
  }

  private static final class Entries extends Serializer<Map.Entry> {
    private final EntryMaker maker;

    @FunctionalInterface
    interface EntryMaker {
      Map.Entry make(Object key, Object value);
    }

    Entries(EntryMaker maker) {
      this.maker = maker;
    }

    @Override
    public void write(Kryo kryo, Output output, Map.Entry entry) {
      kryo.writeClassAndObject(output, entry.getKey());
      kryo.writeClassAndObject(output, entry.getValue());
    }

    @Override
    public Map.Entry read(Kryo kryo, Input input, Class<? extends Map.Entry> type) {
      return maker.make(kryo.readClassAndObject(input), kryo.readClassAndObject(input));
    }

    @Override
    public Map.Entry copy(Kryo kryo, Map.Entry original) {
      return maker.make(kryo.copy(original.getKey()), kryo.copy(original.getValue()));
    }
  }

  /** An empty one hides the class of its keys, so that one writes itself. */
  private static final class EnumMaps extends Serializer<EnumMap> {
    private final JavaSerializer empty = new JavaSerializer();

    @Override
    public void write(Kryo kryo, Output output, EnumMap map) {
      output.writeVarInt(map.size(), true);
      if (map.isEmpty()) {
        empty.write(kryo, output, map);
        return;
      }
      Collection<Map.Entry<Enum, Object>> entries = map.entrySet();
      kryo.writeClass(output, entries.iterator().next().getKey().getDeclaringClass());
      for (Map.Entry<Enum, Object> entry : entries) {
        output.writeString(entry.getKey().name());
        kryo.writeClassAndObject(output, entry.getValue());
      }
    }

    @Override
    public EnumMap read(Kryo kryo, Input input, Class<? extends EnumMap> type) {
      int size = input.readVarInt(true);
      if (size == 0) {
        return (EnumMap) empty.read(kryo, input, EnumMap.class);
      }
      Class keys = kryo.readClass(input).getType();
      EnumMap map = new EnumMap(keys);
      kryo.reference(map);
      for (int i = 0; i < size; i++) {
        map.put(Enum.valueOf(keys, input.readString()), kryo.readClassAndObject(input));
      }
      return map;
    }

    @Override
    public EnumMap copy(Kryo kryo, EnumMap original) {
      EnumMap copy = original.clone();
      kryo.reference(copy);
      copy.replaceAll((key, value) -> kryo.copy(value));
      return copy;
    }
  }
}
