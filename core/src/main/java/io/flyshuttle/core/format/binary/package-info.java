// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Serialized records in files that can be read in splits. Upstream: batch programs that hand data
 * from one job to another. Downstream: {@link io.flyshuttle.core.format.file} finds and opens the
 * files.
 */
package io.flyshuttle.core.format.binary;
