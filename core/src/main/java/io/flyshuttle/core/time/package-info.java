/**
 * Time: watermarks and how they are made, timers, clocks, lengths of windows; and the tags of side
 * outputs, which late records go to.
 *
 * <p>Upstream: {@code type}, {@code metric}. Downstream: stream functions, the stream API,
 * operators.
 */
package io.flyshuttle.core.time;
