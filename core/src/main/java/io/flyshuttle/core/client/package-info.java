/**
 * The client's side of a job: where programs run, and what they see of their jobs.
 *
 * <p>Upstream: {@code graph}, {@code job}. Downstream: both APIs use it; yarn-session and
 * local-session implement it.
 */
package io.flyshuttle.core.client;
