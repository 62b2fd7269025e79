// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.resource;

/**
 * How many workers a session wants.
 *
 * @param workers how many in all, the running ones included
 * @param waitingSlots slots that jobs wait for right now; 0 if the workers are only kept in stock.
 *     While it is positive, the provider asks often
 */
public record WorkerDemand(int workers, int waitingSlots) {}
