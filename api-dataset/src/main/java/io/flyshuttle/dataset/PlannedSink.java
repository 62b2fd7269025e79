// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.plan.Plan;

/** Something that makes a job worth running. */
interface PlannedSink {

  /** Adds the sink's operators to the plan, and to the planner what leads there. */
  void translate(Planner planner, Plan plan);

  /** The job will not finish: take back what was prepared for it. */
  default void abandon() throws Exception {}
}
