// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.source.SourceEvent;

/**
 * Readers are told which source they are to read.
 *
 * @param source its position
 */
record SwitchSource(int source) implements SourceEvent {}
