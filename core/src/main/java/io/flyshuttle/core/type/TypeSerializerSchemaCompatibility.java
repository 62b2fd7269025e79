// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

/**
 * Whether data written with one serializer can be read with another, and how.
 *
 * @param <T> the type
 */
public final class TypeSerializerSchemaCompatibility<T> {
  private TypeSerializerSchemaCompatibility() {}
}
