// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

/** A part of a source's data that one reader reads. */
public interface SourceSplit {

  /** Unlike that of any other split of the source. */
  String splitId();
}
