// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Finds out types by reflection: of classes, of functions and of lambdas. Upstream: both APIs,
 * through {@link io.flyshuttle.core.extract.TypeExtractor}; the type contracts, through the port
 * {@link io.flyshuttle.core.type.TypeExtraction}. Downstream: {@code typeinfo}, {@code function}.
 */
package io.flyshuttle.core.extract;
