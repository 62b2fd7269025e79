/**
 * From programs to job graphs. Both APIs describe a program as {@link
 * io.flyshuttle.core.plan.PlanNode}s; {@link io.flyshuttle.core.plan.Plan} chains them into
 * vertices, gives them stable ids and makes the {@link io.flyshuttle.core.graph.JobGraph}.
 */
package io.flyshuttle.core.plan;
