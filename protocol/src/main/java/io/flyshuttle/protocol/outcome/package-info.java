/**
 * The end of a job as its client sees it: accumulators merged with the program's classes, failures
 * as exceptions. Upstream: what {@code message} carries; downstream: the clients of {@code
 * yarn-session} and {@code local-session}.
 */
package io.flyshuttle.protocol.outcome;
