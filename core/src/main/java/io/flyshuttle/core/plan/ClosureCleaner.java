// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Frees functions of a reference they never use: an inner class holds its outer object in a hidden
 * field, which often is not serializable. Where the bytecode of the class never reads the field, it
 * is set to null.
 */
public final class ClosureCleaner {

  private static final String HIDDEN_FIELD_PREFIX = "this$";

  private ClosureCleaner() {}

  /**
   * Cleans a function in place, and checks that it serializes.
   *
   * @param function the user's function
   * @param recursively whether the objects in its fields are cleaned too
   * @param what names the function in an error, such as "function of operator \"Map\""
   * @return the function
   * @throws FlyshuttleException FUNCTION_NOT_SERIALIZABLE, naming the field
   */
  public static <F> F clean(F function, boolean recursively, String what) {
    if (function != null) {
      clean(function, recursively, Collections.newSetFromMap(new IdentityHashMap<>()));
      CodeBytes.write(function, what);
    }
    return function;
  }

  private static void clean(Object object, boolean recursively, Set<Object> seen) {
    if (!seen.add(object)) {
      return;
    }
    for (Class<?> type = object.getClass();
        type != null && type != Object.class;
        type = type.getSuperclass()) {
      if (isOfThePlatform(type)) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
          continue;
        }
        if (field.getName().startsWith(HIDDEN_FIELD_PREFIX)) {
          dropIfUnused(object, type, field);
        } else if (recursively && !Modifier.isTransient(field.getModifiers())) {
          Object value = read(object, field);
          if (value != null && !value.getClass().isArray()) {
            clean(value, true, seen);
          }
        }
      }
    }
  }

  private static boolean isOfThePlatform(Class<?> type) {
    String name = type.getName();
    // a lambda captures only what it uses, and a record or hidden class cannot be changed
    return type.isHidden()
        || type.isRecord()
        || name.startsWith("java.")
        || name.startsWith("jdk.");
  }

  private static Object read(Object object, Field field) {
    if (!field.trySetAccessible()) {
      return null;
    }
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("accessible field refused access: " + field, e);
    }
  }

  private static void dropIfUnused(Object object, Class<?> type, Field field) {
    if (read(object, field) == null || readsField(type, field.getName())) {
      return;
    }
    try {
      field.set(object, null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("accessible field refused access: " + field, e);
    }
  }

  private static boolean readsField(Class<?> type, String fieldName) {
    String owner = type.getName().replace('.', '/');
    return readsField(owner, owner, fieldName, type.getClassLoader(), new HashSet<>());
  }

  /** Whether any method of the class, or of a class inside it, reads the field of the owner. */
  private static boolean readsField(
      String reader, String owner, String fieldName, ClassLoader loader, Set<String> visited) {
    if (!visited.add(reader)) {
      return false;
    }
    boolean[] found = new boolean[1];
    Set<String> inside = new HashSet<>();
    try (InputStream in = loader.getResourceAsStream(reader + ".class")) {
      if (in == null) {
        // a class made at run time: leave it as it is
        return true;
      }
      new ClassReader(in)
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public void visitInnerClass(
                    String name, String outerName, String innerName, int access) {
                  if (name.startsWith(owner + "$")) {
                    inside.add(name);
                  }
                }

                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] thrown) {
                  return new FieldReads(owner, fieldName, found);
                }
              },
              ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "cannot read the class file of " + reader, e);
    }
    return found[0]
        || inside.stream().anyMatch(c -> readsField(c, owner, fieldName, loader, visited));
  }

  /** Looks for an instruction that reads the field. */
  private static final class FieldReads extends MethodVisitor {
    private final String owner;
    private final String fieldName;
    private final boolean[] found;

    FieldReads(String owner, String fieldName, boolean[] found) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.fieldName = fieldName;
      this.found = found;
    }

    @Override
    public void visitFieldInsn(int opcode, String fieldOwner, String field, String descriptor) {
      found[0] |= opcode == Opcodes.GETFIELD && fieldOwner.equals(owner) && field.equals(fieldName);
    }
  }
}
