// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Comparators: of basic types, of arrays, of several fields of a record, of records of two types,
 * and of whatever is {@link java.lang.Comparable}. Upstream: {@code typeinfo}. Downstream: the
 * serializers they read bytes with.
 */
package io.flyshuttle.core.serialize.compare;
