// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Streams into files, exactly once: buckets, parts, and when a part is complete.
 *
 * <p>Upstream: programs choose bucket and rolling; {@code core.file} holds the files. Downstream:
 * {@code operators.sink} runs {@link io.flyshuttle.core.connector.file.FileSink} as any sink.
 */
package io.flyshuttle.core.connector.file;
