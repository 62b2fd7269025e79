// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import java.io.Serializable;

/** A message of a source's own between its enumerator and its readers. */
public interface SourceEvent extends Serializable {}
