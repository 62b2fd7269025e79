// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Serialization by Kryo, for classes that nothing else describes. Upstream: {@code typeinfo}, POJO
 * serializers. Downstream: {@link io.flyshuttle.core.serialize}, Kryo.
 */
package io.flyshuttle.core.serialize.kryo;
