// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;

/**
 * All records into the sink's own directory.
 *
 * @param <T> type of the records
 */
public class BasePathBucketAssigner<T> implements BucketAssigner<T, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String getBucketId(T element, Context context) {
    return "";
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "BasePathBucketAssigner";
  }
}
