/**
 * The older contracts for timestamps and watermarks in the stream. Upstream: a program. Downstream:
 * adapters to {@link io.flyshuttle.core.time.WatermarkStrategy}.
 */
package io.flyshuttle.core.stream.timestamp;
