// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Serializers of records made of fields: tuples, POJOs, Java records, rows, either. Upstream:
 * {@code typeinfo}. Downstream: {@link io.flyshuttle.core.serialize}.
 */
package io.flyshuttle.core.serialize.composite;
