// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.option.Configuration;

/** Runs programs in this process. */
public class LocalStreamEnvironment extends StreamExecutionEnvironment {

  public LocalStreamEnvironment() {
    this(new Configuration());
  }

  public LocalStreamEnvironment(Configuration configuration) {
    super(configuration);
  }

  @Override
  boolean local() {
    return true;
  }
}
