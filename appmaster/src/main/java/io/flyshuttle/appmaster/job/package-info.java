/**
 * One job: the states of its attempts, regions and itself, failover, splits, results. Upstream:
 * {@code session}, which makes one {@code JobMaster} per job; downstream: {@code schedule} for the
 * graph and {@code slot} for workers and slots. All classes are used by the control thread only.
 */
package io.flyshuttle.appmaster.job;
