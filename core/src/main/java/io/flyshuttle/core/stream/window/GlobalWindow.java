// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** The one window that holds the whole stream. */
public class GlobalWindow extends Window {
  private static final GlobalWindow INSTANCE = new GlobalWindow();

  private GlobalWindow() {}

  /** The window. */
  public static GlobalWindow get() {
    return INSTANCE;
  }

  @Override
  public long maxTimestamp() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GlobalWindow;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "GlobalWindow";
  }

  /** One byte, so that what counts bytes sees something. */
  public static class Serializer extends TypeSerializerSingleton<GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public GlobalWindow createInstance() {
      return INSTANCE;
    }

    @Override
    public GlobalWindow copy(GlobalWindow from) {
      return from;
    }

    @Override
    public GlobalWindow copy(GlobalWindow from, GlobalWindow reuse) {
      return from;
    }

    @Override
    public int getLength() {
      return 1;
    }

    @Override
    public void serialize(GlobalWindow record, DataOutputView target) throws IOException {
      target.writeByte(0);
    }

    @Override
    public GlobalWindow deserialize(DataInputView source) throws IOException {
      source.readByte();
      return INSTANCE;
    }

    @Override
    public GlobalWindow deserialize(GlobalWindow reuse, DataInputView source) throws IOException {
      return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
      target.writeByte(source.readByte());
    }
  }
}
