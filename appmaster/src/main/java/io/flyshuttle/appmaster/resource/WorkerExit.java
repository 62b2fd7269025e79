// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.resource;

import io.flyshuttle.core.fault.ErrorCode;

/**
 * The end of a worker.
 *
 * @param workerId the worker
 * @param host where it ran; empty if not known
 * @param code what happened: CONTAINER_LOST, CONTAINER_OUT_OF_MEMORY, CONTAINER_PREEMPTED,
 *     NODE_DISKS_FAILED ...
 * @param exitStatus of the process or container
 * @param expected whether the session had released it
 * @param reason what happened and what to change, one line in plain words
 */
public record WorkerExit(
    String workerId,
    String host,
    ErrorCode code,
    int exitStatus,
    boolean expected,
    String reason) {}
