// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

/**
 * How strictly the records of an edge, sent by the hash of a key, are bound to the subtask that the
 * hash names. The planner says it of joins whose result nobody expects to lie by key; the
 * JobManager uses it when the real sizes of the join's complete inputs are known.
 *
 * @param divisible whether records of one key may be given to several subtasks, each of them to
 *     one, provided that all records of the other inputs with that key are given to all of these
 * @param replicateUpToBytes if all records of the edge's input take no more than this, they may all
 *     be given to each subtask, and those of the other inputs, if divisible, to any; 0 for never
 */
public record KeyPlacement(boolean divisible, long replicateUpToBytes) {

  /** All records with one key are in the subtask that its hash names. */
  public static final KeyPlacement STRICT = new KeyPlacement(false, 0);
}
