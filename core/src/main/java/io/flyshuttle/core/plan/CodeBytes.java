// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;

/**
 * User code as bytes: Java serialization of functions, serializers and selectors, with errors that
 * name the field that stands in the way.
 */
public final class CodeBytes {

  private CodeBytes() {}

  /** The function's class as its author knows it: for a lambda the class it was written in. */
  public static String name(Object function) {
    if (function == null) {
      return "null";
    }
    String name = function.getClass().getName();
    int lambda = name.indexOf(LAMBDA_MARK);
    return lambda < 0 ? name : "lambda in " + name.substring(0, lambda);
  }

  /**
   * Serializes an object.
   *
   * @param what names the object for the error, such as "function of operator Map"
   * @throws FlyshuttleException FUNCTION_NOT_SERIALIZABLE, naming the field
   */
  public static byte[] write(Object object, String what) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (NotSerializableException e) {
      throw new FlyshuttleException(
          ErrorCode.FUNCTION_NOT_SERIALIZABLE,
          "the " + what + " is not serializable: " + culprit(object, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.FUNCTION_NOT_SERIALIZABLE, "the " + what + " is not serializable: " + e, e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #write} wrote, with classes from {@code loader}. */
  public static <T> T read(byte[] bytes, ClassLoader loader)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in =
        new LoaderObjectInputStream(new ByteArrayInputStream(bytes), loader)) {
      @SuppressWarnings("unchecked")
      T object = (T) in.readObject();
      return object;
    }
  }

  private static final String LAMBDA_MARK = "$$Lambda";
  private static final String CAPTURED_FIELD_PREFIX = "arg$";
  private static final String OUTER_FIELD_PREFIX = "this$";
  private static final String MAKE_SERIALIZABLE = ", or make its class Serializable";

  /**
   * An object on the way.
   *
   * @param path how the one before holds it, up to where the name of its class follows
   * @param wayOut what its owner can do
   */
  private record Step(Object object, String path, String wayOut) {
    static Step root(Object object) {
      return new Step(object, "", "");
    }

    Step element(Object element, int index) {
      return new Step(
          element,
          "element " + index + " of an array is of type ",
          "; leave it out" + MAKE_SERIALIZABLE);
    }

    static Step field(Field field, Object value) {
      Class<?> owner = field.getDeclaringClass();
      if (owner.isHidden() && field.getName().startsWith(CAPTURED_FIELD_PREFIX)) {
        return new Step(
            value,
            "the lambda uses a variable from outside, of type ",
            "; create it inside the lambda, or in open() of a rich function" + MAKE_SERIALIZABLE);
      }
      if (field.getName().startsWith(OUTER_FIELD_PREFIX)) {
        return new Step(
            value,
            owner.getName() + " uses the object around it, field " + field.getName() + " of type ",
            "; make it a static nested class, or pass what it needs to its constructor");
      }
      return new Step(
          value,
          "field " + field.getName() + " of " + owner.getName() + " is of type ",
          "; make it transient and create it in open()" + MAKE_SERIALIZABLE);
    }
  }

  /** Finds the way from {@code root} to an object of the class that is not serializable. */
  private static String culprit(Object root, String className) {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    Deque<Step> open = new ArrayDeque<>();
    open.add(Step.root(root));
    while (!open.isEmpty() && seen.size() < 100_000) {
      Step step = open.poll();
      if (seen.put(step.object, true) != null) {
        continue;
      }
      if (step.object.getClass().getName().equals(className) && !step.path.isEmpty()) {
        return step.path + className + step.wayOut;
      }
      if (step.object instanceof Object[] array) {
        for (int i = 0; i < array.length; i++) {
          if (array[i] != null) {
            open.add(step.element(array[i], i));
          }
        }
        continue;
      }
      for (Class<?> c = step.object.getClass();
          c != null && c != Object.class;
          c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())
              || Modifier.isTransient(field.getModifiers())
              || field.getType().isPrimitive()
              || !field.trySetAccessible()) {
            continue;
          }
          Object value;
          try {
            value = field.get(step.object);
          } catch (IllegalAccessException e) {
            throw new IllegalStateException("accessible field refused access: " + field, e);
          }
          if (value != null) {
            open.add(Step.field(field, value));
          }
        }
      }
    }
    return "it holds an object of "
        + className
        + "; make the field with it transient and create it in open()"
        + MAKE_SERIALIZABLE;
  }

  private static final class LoaderObjectInputStream extends ObjectInputStream {
    private final ClassLoader loader;

    LoaderObjectInputStream(InputStream in, ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        // primitive classes have no loader
        return super.resolveClass(description);
      }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces)
        throws IOException, ClassNotFoundException {
      Class<?>[] classes = new Class<?>[interfaces.length];
      for (int i = 0; i < interfaces.length; i++) {
        classes[i] = Class.forName(interfaces[i], false, loader);
      }
      return Proxy.newProxyInstance(loader, classes, (proxy, method, arguments) -> null).getClass();
    }
  }
}
