// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import akka.serialization.JSerializer;

/** How Akka writes a {@link Frame}: as it is. Made by Akka, by name, from the configuration. */
public final class FrameSerializer extends JSerializer {
  private static final int IDENTIFIER = 0x666c79;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public boolean includeManifest() {
    return false;
  }

  @Override
  public byte[] toBinary(Object frame) {
    return ((Frame) frame).bytes();
  }

  @Override
  public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
    return new Frame(bytes);
  }
}
