// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.source.SourceEvent;

/**
 * A reader tells that it has read its part of a source.
 *
 * @param source position of the source
 */
record SourceRead(int source) implements SourceEvent {}
