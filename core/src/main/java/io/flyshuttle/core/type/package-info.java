// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Contracts of the type system: how a program's types are described ({@link
 * io.flyshuttle.core.type.TypeInformation}), turned into bytes ({@link
 * io.flyshuttle.core.type.TypeSerializer}) and compared ({@link
 * io.flyshuttle.core.type.TypeComparator}). Upstream: every API, operator and state store.
 * Downstream: {@link io.flyshuttle.core.memory}, {@link io.flyshuttle.core.job}. Concrete
 * serializers are in {@code serialize}, descriptions in {@code typeinfo}, reflection in {@code
 * extract}, which is found through the port {@link io.flyshuttle.core.type.TypeExtraction}.
 */
package io.flyshuttle.core.type;
