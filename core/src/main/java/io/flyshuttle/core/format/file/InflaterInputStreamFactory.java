// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

/**
 * Reads a form of compressed file. Found through {@link java.util.ServiceLoader}, or registered
 * with {@link FileInputFormat#registerInflaterInputStreamFactory}.
 */
public interface InflaterInputStreamFactory<T extends InputStream> {

  /** A stream of what {@code in} holds compressed. */
  T create(InputStream in) throws IOException;

  /** How the names of such files end, without the dot, in lower case. */
  Collection<String> getCommonFileExtensions();
}
