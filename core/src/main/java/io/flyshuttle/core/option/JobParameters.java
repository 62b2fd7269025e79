// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;

/**
 * Holds the class of parameters that a job hands to all its functions. It stands here, below {@code
 * ExecutionConfig} which inherits it under the name {@code ExecutionConfig.GlobalJobParameters},
 * because a {@link Configuration} is one.
 */
public interface JobParameters {

  /** Parameters that every function of a job can read. Travels with the job. */
  class GlobalJobParameters implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The parameters as text, for display. */
    public Map<String, String> toMap() {
      return Collections.emptyMap();
    }

    @Override
    public boolean equals(Object obj) {
      return obj != null && getClass() == obj.getClass();
    }

    @Override
    public int hashCode() {
      return getClass().hashCode();
    }
  }
}
