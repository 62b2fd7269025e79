/**
 * The stream API. A {@link io.flyshuttle.datastream.StreamExecutionEnvironment} collects the {@link
 * io.flyshuttle.datastream.Transformation}s that the calls on {@link
 * io.flyshuttle.datastream.DataStream}s make; {@link io.flyshuttle.datastream.StreamPlanner} turns
 * them into plan nodes, and {@link io.flyshuttle.core.plan.Plan} into a job graph. Upstream: the
 * user's program. Downstream: {@link io.flyshuttle.core.client.JobExecutor}.
 */
package io.flyshuttle.datastream;
