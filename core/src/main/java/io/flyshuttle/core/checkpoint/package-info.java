// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * What a checkpoint consists of: barriers, pieces of state and where they are, the metadata that
 * holds them together, the layout of files, and what a task is given to restore from. No user class
 * is needed to read any of it.
 *
 * <p>Upstream: {@code core.state} makes snapshots of state; the worker writes them. Downstream: the
 * JobManager's checkpoint coordinator collects and publishes them; the client inspects them.
 */
package io.flyshuttle.core.checkpoint;
