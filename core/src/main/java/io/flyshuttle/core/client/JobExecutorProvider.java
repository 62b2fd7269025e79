// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.option.Configuration;
import java.util.ServiceLoader;

/** Makes the executor of programs that are started by hand; found by {@link ServiceLoader}. */
public interface JobExecutorProvider {

  /**
   * @param configuration what the program set for its environment
   */
  JobExecutor create(Configuration configuration);
}
