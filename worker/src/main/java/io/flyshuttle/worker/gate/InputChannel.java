// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.worker.buffer.BufferSlice;
import java.io.IOException;

/** One channel of a gate. Used by the task's thread, except where a method says otherwise. */
abstract sealed class InputChannel permits LocalChannel, RemoteChannel {

  private final InputGate gate;
  private final int index;
  private final ElementReader reader = new ElementReader();

  /** Whether the gate has the channel in its queue; guarded by the gate's lock. */
  boolean queued;

  /** Whether the channel has delivered a barrier that others have not. */
  boolean blocked;

  /** Whether all of the channel has been read. */
  boolean ended;

  InputChannel(InputGate gate, int index) {
    this.gate = gate;
    this.index = index;
  }

  final InputGate gate() {
    return gate;
  }

  /** Number of the channel in its gate. */
  final int index() {
    return index;
  }

  /** Cuts the channel's slices into elements. */
  final ElementReader reader() {
    return reader;
  }

  /** Begins to read. */
  abstract void start();

  /** The next slice; null if there is none, and then the gate is told when there is. */
  abstract BufferSlice poll() throws IOException;

  /** A slice has been read: gives back its memory, and credit if that makes sense. */
  abstract void consumed(BufferSlice slice);

  /** Bytes that wait to be polled. Any thread. */
  abstract long queuedBytes();

  /** Says something to the producer's operator. */
  abstract void reply(byte[] message);

  /** Ends reading and frees memory. */
  abstract void close();
}
