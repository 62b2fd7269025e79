/**
 * What a job is called, how it runs and what comes of it: ids, states, results, {@link
 * io.flyshuttle.core.job.ExecutionConfig}, parameters of programs, restart strategies.
 *
 * <p>Upstream: {@code option}. Downstream: {@code type}, the job graph, both APIs, clients.
 */
package io.flyshuttle.core.job;
