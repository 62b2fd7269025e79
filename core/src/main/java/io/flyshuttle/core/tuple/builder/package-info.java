// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Builders that collect tuples of one arity into an array, for tests and small inputs. Upstream:
 * user programs. Downstream: {@link io.flyshuttle.core.tuple}.
 */
package io.flyshuttle.core.tuple.builder;
