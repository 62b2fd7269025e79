// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Serializers of basic types: boxed primitives, strings, big numbers, dates and times. All are
 * singletons. Upstream: {@code typeinfo}, generated codecs. Downstream: {@link
 * io.flyshuttle.core.serialize}.
 */
package io.flyshuttle.core.serialize.basic;
