// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The newest completed checkpoints of a job, and one that it started from. Knows which files no
 * kept checkpoint refers to. Control thread only.
 */
final class RetainedCheckpoints {
  private record Entry(CompletedCheckpoint checkpoint, Set<String> files) {}

  private final String base;
  private final int limit;
  private final Deque<Entry> newestLast = new ArrayDeque<>();
  private CompletedCheckpoint startedFrom;
  private boolean claimed;
  private String claimedBase;
  private CompletedCheckpoint stoppedWith;

  /**
   * Keeps none yet.
   *
   * @param base URI of the job's directory
   * @param limit how many are kept
   */
  RetainedCheckpoints(String base, int limit) {
    this.base = base;
    this.limit = Math.max(1, limit);
  }

  /**
   * The checkpoint or savepoint that the job starts from if it has none of its own.
   *
   * @param owned whether it is deleted once there is a newer one
   */
  void startFrom(CompletedCheckpoint checkpoint, boolean owned) {
    startedFrom = checkpoint;
    claimed = owned;
  }

  /**
   * A savepoint that the job is to stop with is complete, and its side effects are being made: if
   * the job fails now, it must not go back behind it.
   */
  void stoppingWith(CompletedCheckpoint savepoint) {
    stoppedWith = savepoint;
  }

  /** The one to restore from; null if there is none. */
  CompletedCheckpoint latest() {
    if (stoppedWith != null) {
      return stoppedWith;
    }
    return newestLast.isEmpty() ? startedFrom : newestLast.getLast().checkpoint;
  }

  /** The kept ones of the job itself, oldest first. */
  List<CompletedCheckpoint> all() {
    return newestLast.stream().map(Entry::checkpoint).toList();
  }

  /**
   * Adds one.
   *
   * @return files and directories, as URIs, that are not needed any more
   */
  List<String> add(CompletedCheckpoint checkpoint) {
    stoppedWith = null;
    newestLast.add(new Entry(checkpoint, checkpoint.metadata().files()));
    List<String> unneeded = releaseStart();
    while (newestLast.size() > limit) {
      remove(newestLast.removeFirst(), unneeded);
    }
    return unneeded;
  }

  /**
   * The checkpoint that the job started from is not needed any more.
   *
   * @return its files and directory if they are the job's own
   */
  List<String> releaseStart() {
    List<String> unneeded = new ArrayList<>();
    if (claimed && startedFrom != null) {
      unneeded.add(startedFrom.directory());
      for (String file : startedFrom.metadata().files()) {
        unneeded.add(startedFrom.base() + "/" + file);
      }
      claimedBase = startedFrom.base();
      startedFrom = null;
    }
    return unneeded;
  }

  /** Directory of the job whose checkpoint was claimed and released; null if there is none. */
  String claimedBase() {
    return claimedBase;
  }

  /** Whether a kept checkpoint refers to a file, or is in a directory. */
  boolean isNeeded(String uri) {
    return newestLast.stream()
        .anyMatch(
            entry ->
                entry.checkpoint.directory().equals(uri)
                    || uri.startsWith(base + "/")
                        && entry.files.contains(uri.substring(base.length() + 1)));
  }

  /** The directory goes first: a checkpoint whose metadata is there has all its files. */
  private void remove(Entry old, List<String> unneeded) {
    Set<String> needed = new HashSet<>();
    newestLast.forEach(entry -> needed.addAll(entry.files));
    String own = old.checkpoint.directory() + "/";
    List<String> shared = new ArrayList<>();
    boolean directoryNeeded = false;
    for (String file : old.files) {
      String uri = base + "/" + file;
      if (needed.contains(file)) {
        directoryNeeded |= uri.startsWith(own);
      } else if (!uri.startsWith(own)) {
        shared.add(uri);
      }
    }
    unneeded.add(
        directoryNeeded
            ? CheckpointLayout.metadataFile(new Path(old.checkpoint.directory())).toString()
            : old.checkpoint.directory());
    unneeded.addAll(shared);
  }

  /**
   * Forgets the newest one because it is damaged. Its files stay until the job ends.
   *
   * @return whether there is an older one
   */
  boolean dropLatest() {
    if (stoppedWith != null) {
      stoppedWith = null;
    } else if (newestLast.isEmpty()) {
      startedFrom = null;
    } else {
      newestLast.removeLast();
    }
    return latest() != null;
  }
}
