// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

/** What the reading end of a channel can say to the producer. Usable by any thread. */
public interface RemoteLink {

  /** So many more buffers are ready. */
  void giveCredit(int credit);

  /** The producer shall put so many bytes into a buffer. */
  void announce(int bufferSize);

  /** Says something to the producer's operator; messages arrive in the order of the calls. */
  void reply(byte[] message);

  /** The channel is not read any more; the receiver is not called afterwards. */
  void close();
}
