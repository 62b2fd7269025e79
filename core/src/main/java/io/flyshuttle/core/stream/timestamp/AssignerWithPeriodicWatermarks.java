// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.timestamp;

import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.time.TimestampAssigner;
import java.io.Serializable;

/**
 * Gives timestamps to records, and a watermark whenever asked.
 *
 * @param <T> type of the records
 */
public interface AssignerWithPeriodicWatermarks<T> extends TimestampAssigner<T>, Serializable {

  /** The watermark now; null, or one that is not higher, for none. */
  Watermark getCurrentWatermark();
}
