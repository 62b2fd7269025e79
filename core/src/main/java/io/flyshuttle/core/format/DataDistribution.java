// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.value.IOReadableWritable;
import java.io.Serializable;

/** How the keys of a data set are spread: the borders by which it is cut into ranges. */
public interface DataDistribution extends IOReadableWritable, Serializable {

  /**
   * The upper border of a range, inclusive.
   *
   * @param bucketNum the range, from 0; the last one has no border
   * @param totalNumBuckets how many ranges there are
   * @return a value for each key field
   */
  Object[] getBucketBoundary(int bucketNum, int totalNumBuckets);

  /** How many key fields a border has. */
  int getNumberOfFields();

  /** Types of the key fields. */
  TypeInformation<?>[] getKeyTypes();
}
