// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * State of checkpoints in files: the layout of directories, the metadata file, segments that the
 * tasks of a worker share, reading with checks, and how keyed and operator state becomes pieces of
 * files and is brought back.
 *
 * <p>Upstream: {@code core.checkpoint} has the records, {@code core.state} the stores, {@code
 * core.file} the file systems. Downstream: workers write and read segments; the JobManager
 * publishes, reads and deletes checkpoints; the client inspects them.
 */
package io.flyshuttle.core.checkpoint.file;
