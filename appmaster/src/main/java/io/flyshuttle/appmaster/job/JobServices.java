// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.checkpoint.CheckpointStorage;
import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.slot.WorkerRegistry;
import io.flyshuttle.core.graph.RestartSpec;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What a job gets from its session.
 *
 * @param control the control thread
 * @param registry workers and slots
 * @param storage files of checkpoints
 * @param restart the session's restart strategy, SESSION_DEFAULT if none is configured
 * @param cancelTimeoutMillis a worker that has not ended a cancelled task after so long is given up
 * @param random numbers from 0 to 1
 * @param requests numbers for requests to workers, each given once
 * @param firstAttempt number of the first attempt of each task, above all that were given under an
 *     earlier ApplicationMaster: workers may outlive that
 */
public record JobServices(
    ControlThread control,
    WorkerRegistry registry,
    CheckpointStorage storage,
    RestartSpec restart,
    long cancelTimeoutMillis,
    DoubleSupplier random,
    LongSupplier requests,
    int firstAttempt) {}
