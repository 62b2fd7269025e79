// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.type.TypeInformation;
import java.util.List;

/**
 * Records that one API describes and a program of another API reads, in one job: a data set, as the
 * stream API sees it. The operators that compute them become part of the reader's plan.
 *
 * @param <T> type of the records
 */
public interface BoundedRecords<T> {

  /** The type of the records. */
  TypeInformation<T> getType();

  /** Where the records are described. */
  Origin origin();

  /** Describes sets of records; each of them knows its own. */
  interface Origin {

    /** Begins to translate sets of this origin for one plan: what they share is made once. */
    Translation newTranslation();
  }

  /** Makes the operators of one plan. Used by one thread. */
  interface Translation {

    /** The operators that emit the records; several if they come from several places. */
    List<Branch> translate(BoundedRecords<?> records);

    /** Called once, after all sets were translated: adds what the operators need. */
    void finish(Plan plan);
  }

  /**
   * One operator that emits some of the records.
   *
   * @param node the operator
   * @param ship how they are to be sent on
   */
  record Branch(PlanNode node, Ship ship) {}
}
