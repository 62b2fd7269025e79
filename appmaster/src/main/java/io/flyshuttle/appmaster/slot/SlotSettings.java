// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

/**
 * How a session deals with workers and slots.
 *
 * @param slotsPerWorker how many slots a new worker will offer
 * @param minWorkers workers that are kept even if nothing runs
 * @param maxWorkers no more are wanted
 * @param idleTimeoutMillis a worker above the minimum is released after doing nothing for so long
 * @param requestTimeoutMillis how long a job waits for slots that do not come
 * @param heartbeatIntervalMillis time between pings
 * @param heartbeatTimeoutMillis a worker that has not answered for so long is lost
 * @param registrationTimeoutMillis a launched worker that has not registered after so long is lost
 * @param spreadEvenly whether slots are taken from the emptiest worker first, not the fullest
 */
public record SlotSettings(
    int slotsPerWorker,
    int minWorkers,
    int maxWorkers,
    long idleTimeoutMillis,
    long requestTimeoutMillis,
    long heartbeatIntervalMillis,
    long heartbeatTimeoutMillis,
    long registrationTimeoutMillis,
    boolean spreadEvenly) {}
