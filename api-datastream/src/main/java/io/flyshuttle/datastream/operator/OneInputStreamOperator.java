// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/**
 * An operator of the user's own with one input.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it emits
 */
public interface OneInputStreamOperator<IN, OUT> extends StreamOperator<OUT>, Input<IN> {}
