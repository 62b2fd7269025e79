/**
 * YARN behind the {@code resource} port, and the ApplicationMaster's {@code main}. The only package
 * that speaks YARN's AM-RM and NodeManager protocols. Upstream: YARN starts {@link
 * io.flyshuttle.appmaster.yarn.ApplicationMaster} in the first container; downstream: it wires the
 * session's JobManager and launches workers in further containers.
 */
package io.flyshuttle.appmaster.yarn;
