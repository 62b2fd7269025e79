/**
 * The batch API. A program makes {@link io.flyshuttle.dataset.DataSet}s from sources and from each
 * other, adds sinks, and executes. The objects themselves are the logical plan; {@code Planner}
 * makes the operators of a job of it, choosing how records travel and how they are worked on.
 *
 * <p>The classes of the API refer to each other by design, so they live in one package. Upstream:
 * user programs. Downstream: {@link io.flyshuttle.core.plan}, which makes the job graph, and {@code
 * io.flyshuttle.operators}, which run in the workers.
 */
package io.flyshuttle.dataset;
