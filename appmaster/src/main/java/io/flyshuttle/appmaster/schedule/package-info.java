/**
 * From the job graph to what is scheduled, by pure functions: subtasks and their channels,
 * pipelined regions, shared slots. Upstream: the job graph; downstream: {@code job}.
 */
package io.flyshuttle.appmaster.schedule;
