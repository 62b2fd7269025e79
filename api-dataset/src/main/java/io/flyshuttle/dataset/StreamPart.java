// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.plan.BoundedRecords;
import io.flyshuttle.core.plan.Plan;
import io.flyshuttle.core.plan.Ship;
import java.util.List;
import java.util.function.Consumer;

/** Translates data sets that a stream program reads; for one plan. */
final class StreamPart implements BoundedRecords.Translation {
  private final Planner planner;
  private final Consumer<Plan> files;

  /**
   * @param files adds the files that functions ask for
   */
  StreamPart(Planner planner, Consumer<Plan> files) {
    this.planner = planner;
    this.files = files;
  }

  @Override
  public List<BoundedRecords.Branch> translate(BoundedRecords<?> records) {
    return planner.stage((DataSet<?>) records).branches().stream()
        .map(
            branch ->
                new BoundedRecords.Branch(
                    branch.node(), branch.ship() == null ? Ship.automatic() : branch.ship()))
        .toList();
  }

  @Override
  public void finish(Plan plan) {
    planner.finish();
    planner.paths().check();
    files.accept(plan);
  }
}
