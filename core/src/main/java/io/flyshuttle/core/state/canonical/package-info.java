// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * The canonical form of keyed state, which all stores write and read: its header, and what becomes
 * of state whose serializers have changed.
 *
 * <p>Upstream: {@code core.state}. Downstream: the stores.
 */
package io.flyshuttle.core.state.canonical;
