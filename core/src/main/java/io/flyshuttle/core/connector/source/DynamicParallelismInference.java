// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import java.util.Optional;

/** For sources that know how many readers make sense. Asked when the program is translated. */
public interface DynamicParallelismInference {

  /** What the answer may depend on. */
  interface Context {

    /** What narrows the source down; empty if nothing is known. */
    Optional<DynamicFilteringInfo> getDynamicFilteringInfo();

    /** Most readers that make sense to the engine. */
    int getParallelismInferenceUpperBound();

    /** Bytes that one reader should read. */
    long getDataVolumePerTask();
  }

  int inferParallelism(Context context);
}
