// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.source.SourceReaderContext;
import io.flyshuttle.core.function.Function;

/**
 * Makes records of numbers.
 *
 * @param <T> type of the numbers
 * @param <O> type of the records
 */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function {

  default void open(SourceReaderContext readerContext) throws Exception {}

  default void close() throws Exception {}

  O map(T value) throws Exception;
}
