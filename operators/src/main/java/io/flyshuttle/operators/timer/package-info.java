/**
 * Timers by key and namespace, in event time and by the clock. The queues are part of the keyed
 * state, so that they are in its snapshots; what rings is driven from here. Upstream: operators
 * with timers. Downstream: {@link io.flyshuttle.core.state.TimerQueue}.
 */
package io.flyshuttle.operators.timer;
