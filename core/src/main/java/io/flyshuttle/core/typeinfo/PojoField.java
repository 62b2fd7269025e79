// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.type.TypeInformation;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Objects;

/** A field of a POJO, with its type. */
public class PojoField implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient Field field;
  private final TypeInformation<?> type;

  public PojoField(Field field, TypeInformation<?> type) {
    this.field = Objects.requireNonNull(field);
    this.type = Objects.requireNonNull(type);
  }

  public Field getField() {
    return field;
  }

  public TypeInformation<?> getTypeInformation() {
    return type;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeObject(field.getDeclaringClass());
    out.writeUTF(field.getName());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    Class<?> declaringClass = (Class<?>) in.readObject();
    String name = in.readUTF();
    try {
      field = declaringClass.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IOException(
          "the class " + declaringClass.getName() + " has no field \"" + name + "\" here", e);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof PojoField other && field.equals(other.field) && type.equals(other.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, type);
  }

  @Override
  public String toString() {
    return "PojoField " + field.getDeclaringClass() + "." + field.getName() + " (" + type + ")";
  }
}
