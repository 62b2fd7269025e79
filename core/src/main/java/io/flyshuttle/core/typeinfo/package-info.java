// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Descriptions of types: what a type is made of and which serializer and comparator it gets.
 * Upstream: APIs, {@code extract}. Downstream: {@link io.flyshuttle.core.type} contracts and the
 * packages below {@link io.flyshuttle.core.serialize}.
 */
package io.flyshuttle.core.typeinfo;
