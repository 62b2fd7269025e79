// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Strings in UTF-8. */
public final class SimpleVersionedStringSerializer implements SimpleVersionedSerializer<String> {

  public static final SimpleVersionedStringSerializer INSTANCE =
      new SimpleVersionedStringSerializer();

  private static final int VERSION = 1;

  private SimpleVersionedStringSerializer() {}

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("a string of the unknown version " + version);
    }
    return new String(serialized, StandardCharsets.UTF_8);
  }
}
