// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Keyed state as bytes in pages of managed memory: updated in place, copied page by page while a
 * snapshot is open, saved incrementally by the lines that have changed. See {@code
 * docs/design/020-paged-store.md}.
 *
 * <p>Upstream: {@code state.binary}, whose port it implements; {@code core.memory}. Downstream:
 * workers, through {@link io.flyshuttle.core.state.StateBackends}.
 */
package io.flyshuttle.core.state.paged;
