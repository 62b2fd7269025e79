// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

/** The only thing that crosses a control connection; {@link FrameCodec} says what is in it. */
record Frame(byte[] bytes) {}
