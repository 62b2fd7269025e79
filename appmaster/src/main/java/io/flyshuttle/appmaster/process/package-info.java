/**
 * A session as it runs in a process: control thread, JobManager, control connection, web server.
 * Upstream: {@code yarn} and {@code local-session}, which add workers; downstream: all other
 * packages.
 */
package io.flyshuttle.appmaster.process;
