// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Tuples of 0 to 25 typed fields: the records of most programs. Upstream: user programs, the type
 * system. Downstream: {@link io.flyshuttle.core.fault}.
 */
package io.flyshuttle.core.tuple;
