// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.DeploymentOptions;
import org.slf4j.LoggerFactory;

/** Where programs run: a session on YARN, or this JVM. Usable by any thread. */
public interface JobExecutor {

  /**
   * Hands over a job and returns when it was accepted.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException if it was not, saying why
   */
  JobClient submit(JobGraph graph);

  /** Parallelism of programs that set none; also their number of slots, as far as it is known. */
  int defaultParallelism();

  /**
   * Tells whoever runs the program what looks like a mistake and is none for certain: an input
   * without files, for example. The program goes on.
   *
   * @param text one line
   */
  default void warn(String text) {
    LoggerFactory.getLogger(JobExecutor.class).warn(text);
  }

  /** The settings of this place. */
  Configuration configuration();

  /** Whether this place was made for the program, with its settings. */
  default boolean isOfProgram() {
    return false;
  }

  /** Whether programs wait for the end of their jobs. */
  default boolean attached() {
    return configuration().get(DeploymentOptions.ATTACHED);
  }
}
