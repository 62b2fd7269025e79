// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.sample.Customer;
import io.flyshuttle.core.serialize.sample.Measurement;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Serializers, generated code included, for classes of a jar that the engine does not see. */
final class UserClassLoaderTest {

  /** Loads the sample classes itself, all others from above. */
  private static final class JobClassLoader extends URLClassLoader {
    JobClassLoader() {
      super(
          new URL[] {Customer.class.getProtectionDomain().getCodeSource().getLocation()},
          UserClassLoaderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Customer.class.getPackageName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  private static <T> void check(Class<T> type, T value) throws IOException {
    TypeSerializer<T> serializer =
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    for (int i = 0; i < 5_000; i++) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(value, out);
      T read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
      assertSame(type, read.getClass());
      assertEquals(value, read);
      assertEquals(value, serializer.copy(value));
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void shouldSerializeClassesOfTheJob() throws Exception {
    try (JobClassLoader loader = new JobClassLoader()) {
      Class<Object> customer = (Class<Object>) loader.loadClass(Customer.class.getName());
      assertNotSame(Customer.class, customer);
      check(customer, customer.getMethod("sample").invoke(null));
      Class<Object> unit = (Class<Object>) loader.loadClass(Measurement.Unit.class.getName());
      check(unit, unit.getConstructor(String.class).newInstance("kg"));
    }
  }
}
