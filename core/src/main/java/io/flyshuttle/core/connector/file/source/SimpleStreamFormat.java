// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeInformation;
import java.io.IOException;

/**
 * A format that reads whole files and does not know offsets.
 *
 * @param <T> type of the records
 */
public abstract class SimpleStreamFormat<T> implements StreamFormat<T> {
  private static final long serialVersionUID = 1L;

  public abstract Reader<T> createReader(Configuration config, FSDataInputStream stream)
      throws IOException;

  @Override
  public abstract TypeInformation<T> getProducedType();

  @Override
  public final boolean isSplittable() {
    return false;
  }

  @Override
  public final Reader<T> createReader(
      Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
      throws IOException {
    return createReader(config, stream);
  }

  @Override
  public final Reader<T> restoreReader(
      Configuration config,
      FSDataInputStream stream,
      long restoredOffset,
      long fileLen,
      long splitEnd)
      throws IOException {
    throw new IllegalStateException(getClass().getName() + " cannot start at an offset");
  }
}
