// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.PartitionID;

/** A result that a task reads is gone or damaged; says which, so that it can be made again. */
public final class PartitionLostException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  private final transient PartitionID partition;

  PartitionLostException(PartitionID partition, FlyshuttleException cause) {
    super(ErrorCode.PARTITION_LOST, cause.getMessage(), cause);
    this.partition = partition;
  }

  public PartitionID partition() {
    return partition;
  }
}
