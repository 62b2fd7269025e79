// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;

/** The reading end of a channel from another worker. Called by the connection's event loop. */
public interface RemoteReceiver {

  /** Memory for the slice that arrives; there is some, because credit was given for it. */
  Buffer memory();

  /** A slice has arrived; the receiver owns its reference. */
  void onSlice(BufferSlice slice, int backlog);

  /** A barrier has arrived, behind all slices that arrived before. */
  void onBarrier(BarrierMark mark);

  /** Nothing more will arrive. */
  void onFailure(FlyshuttleException failure);
}
