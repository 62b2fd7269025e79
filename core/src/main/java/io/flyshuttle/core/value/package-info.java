// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Values: the mutable boxes, rows and records that programs may use, and the byte forms of strings
 * and small numbers. Upstream: user programs, serializers. Downstream: {@link
 * io.flyshuttle.core.memory}, {@link io.flyshuttle.core.tuple}.
 */
package io.flyshuttle.core.value;
