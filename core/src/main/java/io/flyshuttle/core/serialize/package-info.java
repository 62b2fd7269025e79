// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * What all serializers share. The concrete ones are in the packages below: {@code basic}, {@code
 * array}, {@code collection}, {@code composite}, {@code kryo}; comparators are in {@code compare}.
 * Upstream: {@link io.flyshuttle.core.type} contracts. Downstream users: {@code typeinfo}.
 */
package io.flyshuttle.core.serialize;
