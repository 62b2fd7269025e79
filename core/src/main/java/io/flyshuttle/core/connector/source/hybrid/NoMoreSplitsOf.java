// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.source.SourceEvent;

/**
 * A reader is told that a source that is not the last has no more splits for it.
 *
 * @param source position of the source
 */
record NoMoreSplitsOf(int source) implements SourceEvent {}
