/**
 * A session in this JVM: the same JobManager and workers as on YARN, joined without actors and
 * containers. For an IDE, a test, a demo. Upstream: programs, through the executor port of {@code
 * core.client}; downstream: {@code appmaster} and {@code worker}.
 */
package io.flyshuttle.local;
