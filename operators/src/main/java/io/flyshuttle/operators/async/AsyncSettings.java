// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.async;

import io.flyshuttle.core.stream.async.AsyncRetryStrategy;
import java.io.Serializable;

/**
 * How answers are waited for.
 *
 * @param ordered whether results leave in the order of their records; else as they come, but never
 *     past a watermark
 * @param capacity most records that wait for an answer; more than that hold up the input
 * @param timeoutMillis after which an answer is late; 0 for never
 * @param retry which answers are asked for again
 */
public record AsyncSettings(
    boolean ordered, int capacity, long timeoutMillis, AsyncRetryStrategy<?> retry)
    implements Serializable {}
