// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Serializers of collections, maps and things that may be absent. Elements may be null. Upstream:
 * {@code typeinfo}. Downstream: {@link io.flyshuttle.core.serialize}.
 */
package io.flyshuttle.core.serialize.collection;
