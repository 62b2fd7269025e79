// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Writes records of any class by Kryo: a length, then Kryo's bytes, so that records can be copied
 * without being read. Classes that are not registered are written with their names.
 *
 * @param <T> the class, or a class or interface above the records' classes
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class KryoSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private static final int INITIAL_BUFFER_BYTES = 512;

  /** A buffer that one large record made larger than this is given up. */
  private static final int KEPT_BUFFER_BYTES = 1 << 20;

  private final Class<T> type;
  private final List<KryoRegistration> registrations;
  private final LinkedHashMap<Class<?>, ExecutionConfig.SerializableSerializer<?>>
      defaultSerializers;
  private final LinkedHashMap<Class<?>, Class<? extends Serializer<?>>> defaultSerializerClasses;

  private transient Kryo kryo;
  private transient Output output;
  private transient Input input;

  public KryoSerializer(Class<T> type, SerializerConfig config) {
    this(
        type,
        KryoRegistration.of(type, config),
        config.getDefaultKryoSerializers(),
        config.getDefaultKryoSerializerClasses());
  }

  KryoSerializer(
      Class<T> type,
      List<KryoRegistration> registrations,
      Map<Class<?>, ExecutionConfig.SerializableSerializer<?>> defaultSerializers,
      Map<Class<?>, Class<? extends Serializer<?>>> defaultSerializerClasses) {
    this.type = Objects.requireNonNull(type);
    this.registrations = List.copyOf(registrations);
    this.defaultSerializers = new LinkedHashMap<>(defaultSerializers);
    this.defaultSerializerClasses = new LinkedHashMap<>(defaultSerializerClasses);
  }

  public Class<T> getType() {
    return type;
  }

  /** Serializers for classes and those below them, in the order in which they were given. */
  List<KryoRegistration> defaults() {
    List<KryoRegistration> defaults = new ArrayList<>();
    defaultSerializers.forEach((c, s) -> defaults.add(new KryoRegistration(c, null, s)));
    defaultSerializerClasses.forEach((c, s) -> defaults.add(new KryoRegistration(c, s, null)));
    return defaults;
  }

  List<KryoRegistration> registrations() {
    return registrations;
  }

  /** This serializer with other registrations. */
  KryoSerializer<T> with(List<KryoRegistration> otherRegistrations) {
    return new KryoSerializer<>(
        type, otherRegistrations, defaultSerializers, defaultSerializerClasses);
  }

  /** The Kryo behind this serializer, made on first use with the thread's context class loader. */
  public Kryo getKryo() {
    if (kryo == null) {
      kryo = newKryo();
      output = new Output(INITIAL_BUFFER_BYTES, -1);
      input = new Input(INITIAL_BUFFER_BYTES);
    }
    return kryo;
  }

  private Kryo newKryo() {
    Kryo made = new Kryo();
    made.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    made.setReferences(true);
    made.setRegistrationRequired(false);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    made.setClassLoader(loader != null ? loader : getClass().getClassLoader());
    defaultSerializers.forEach((c, s) -> made.addDefaultSerializer(c, s.getSerializer()));
    defaultSerializerClasses.forEach((c, s) -> made.addDefaultSerializer(c, (Class) s));
    // of two for one class, Kryo takes the one that was added first
    JdkSerializers.addTo(made);
    for (KryoRegistration registration : registrations) {
      if (registration.serializer() != null) {
        made.register(registration.type(), registration.serializer().getSerializer());
      } else if (registration.serializerClass() != null) {
        made.register(
            registration.type(), newSerializer(registration.serializerClass(), registration));
      } else if (made.getClassResolver().getRegistration(registration.type()) == null) {
        made.register(registration.type());
      }
    }
    return made;
  }

  private static Serializer newSerializer(
      Class<? extends Serializer> serializerClass, KryoRegistration registration) {
    if (serializerClass == JavaSerializer.class) {
      return new JavaSerializer();
    }
    try {
      var constructor = serializerClass.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "The Kryo serializer "
              + serializerClass.getName()
              + " registered for "
              + registration.type().getName()
              + " needs a constructor without arguments.",
          e);
    }
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public KryoSerializer<T> duplicate() {
    return new KryoSerializer<>(type, registrations, defaultSerializers, defaultSerializerClasses);
  }

  @Override
  public T createInstance() {
    if (type.isInterface() || type.isArray() || Modifier.isAbstract(type.getModifiers())) {
      return null;
    }
    try {
      return getKryo().newInstance(type);
    } catch (KryoException e) {
      return null;
    }
  }

  @Override
  public T copy(T from) {
    if (from == null) {
      return null;
    }
    getKryo();
    try {
      return kryo.copy(from);
    } catch (KryoException | UnsupportedOperationException e) {
      // Some Kryo serializers cannot copy; all can write and read.
      return copyThroughBytes(from);
    }
  }

  private T copyThroughBytes(T from) {
    output.reset();
    kryo.writeClassAndObject(output, from);
    input.setBuffer(output.getBuffer(), 0, output.position());
    return (T) kryo.readClassAndObject(input);
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    getKryo();
    output.reset();
    try {
      kryo.writeClassAndObject(output, record);
    } catch (KryoException e) {
      kryo.reset();
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          "Kryo cannot serialize a record of "
              + (record == null ? type : record.getClass()).getName()
              + ": "
              + firstLine(e)
              + "; register a Kryo serializer for it, or make it a POJO or a record.",
          e);
    }
    VarInt.write(output.position(), target);
    target.write(output.getBuffer(), 0, output.position());
    if (output.getBuffer().length > KEPT_BUFFER_BYTES) {
      output.setBuffer(new byte[INITIAL_BUFFER_BYTES], -1);
    }
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    getKryo();
    int length = VarInt.read(source);
    byte[] bytes = input.getBuffer();
    if (bytes == null || bytes.length < length) {
      bytes = new byte[Math.max(length, INITIAL_BUFFER_BYTES)];
    }
    source.readFully(bytes, 0, length);
    input.setBuffer(bytes, 0, length);
    try {
      return (T) kryo.readClassAndObject(input);
    } catch (KryoException e) {
      kryo.reset();
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          "Kryo cannot read a record of " + type.getName() + ": " + firstLine(e),
          e);
    } finally {
      if (bytes.length > KEPT_BUFFER_BYTES) {
        input.setBuffer(new byte[INITIAL_BUFFER_BYTES], 0, 0);
      }
    }
  }

  private static String firstLine(KryoException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    target.write(source, length);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof KryoSerializer<?> other
        && type == other.type
        && KryoSerializerSnapshot.describe(registrations)
            .equals(KryoSerializerSnapshot.describe(other.registrations))
        && KryoSerializerSnapshot.describe(defaults())
            .equals(KryoSerializerSnapshot.describe(other.defaults()));
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new KryoSerializerSnapshot<>(this);
  }

  @Override
  public String toString() {
    return "KryoSerializer<" + type.getName() + ">";
  }
}
