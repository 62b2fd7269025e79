// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import java.util.Map;

/**
 * The checkpoint or savepoint that a job starts from.
 *
 * @param path its directory or metadata file, a URI; empty: a fresh start
 * @param allowNonRestored whether state that belongs to no operator of the job may be left behind
 * @param claim whether the files belong to the job from now on, which may delete them
 * @param renamed operators that had another identity when the state was saved: old id or uid → new
 *     id or uid
 */
public record RestoreSettings(
    String path, boolean allowNonRestored, boolean claim, Map<String, String> renamed) {

  /** A fresh start. */
  public static RestoreSettings none() {
    return new RestoreSettings("", false, false, Map.of());
  }
}
