// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A bucket for each hour, day or the like of the clock.
 *
 * @param <IN> type of the records
 */
public class DateTimeBucketAssigner<IN> implements BucketAssigner<IN, String> {
  private static final long serialVersionUID = 1L;
  private static final String HOURLY = "yyyy-MM-dd--HH";

  private final String formatString;
  private final ZoneId zoneId;
  private transient DateTimeFormatter formatter;

  /** A bucket for each hour, in the default time zone. */
  public DateTimeBucketAssigner() {
    this(HOURLY);
  }

  /**
   * @param formatString a pattern of {@link DateTimeFormatter}
   */
  public DateTimeBucketAssigner(String formatString) {
    this(formatString, ZoneId.systemDefault());
  }

  public DateTimeBucketAssigner(ZoneId zoneId) {
    this(HOURLY, zoneId);
  }

  public DateTimeBucketAssigner(String formatString, ZoneId zoneId) {
    this.formatter = DateTimeFormatter.ofPattern(formatString).withZone(zoneId);
    this.formatString = formatString;
    this.zoneId = zoneId;
  }

  @Override
  public String getBucketId(IN element, Context context) {
    if (formatter == null) {
      formatter = DateTimeFormatter.ofPattern(formatString).withZone(zoneId);
    }
    return formatter.format(Instant.ofEpochMilli(context.currentProcessingTime()));
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "DateTimeBucketAssigner{formatString='" + formatString + "', zoneId=" + zoneId + "}";
  }
}
