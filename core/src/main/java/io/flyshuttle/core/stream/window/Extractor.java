// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import java.io.Serializable;

/**
 * Takes a part out of a record.
 *
 * @param <FROM> type of the records
 * @param <TO> type of the part
 */
public interface Extractor<FROM, TO> extends Serializable {
  TO extract(FROM in);
}
