// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.memory.LocalSpillDirectories;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies on local disks of the segments that a worker has written for one job, so that tasks that
 * start again in the same worker read nothing over the network. A copy is a convenience: whatever
 * goes wrong with one, it is dropped, and the file it is a copy of is read.
 *
 * <p>Only files that the newest completed checkpoint and later ones need are kept. Usable by any
 * thread.
 */
public final class LocalSegments {
  private static final Logger LOG = LoggerFactory.getLogger(LocalSegments.class);

  /** After so many bytes of a copy it is looked whether the disk has room for more. */
  private static final long LOOK_BYTES = 16L << 20;

  private final LocalSpillDirectories directories;
  private final long reserveBytes;

  // guarded by this
  private final Map<String, Path> copies = new HashMap<>();
  private final TreeMap<Long, Set<String>> needed = new TreeMap<>();
  private long completed = -1;
  private boolean deleted;

  /**
   * @param directories for these copies alone
   * @param reserveBytes a disk with less room than this gets no copies
   */
  public LocalSegments(LocalSpillDirectories directories, long reserveBytes) {
    this.directories = directories;
    this.reserveBytes = reserveBytes;
  }

  /** Begins the copy of a segment. One that cannot be written is as if it were not there. */
  public Copy begin(String segment) {
    Copy copy = new Copy(segment);
    copy.open();
    return copy;
  }

  /** Where the copy of a segment lies. */
  public synchronized Optional<Path> find(String segment) {
    return Optional.ofNullable(copies.get(segment));
  }

  /** A copy is of no use: its segment was deleted, or it is not what was written. */
  public void drop(String segment) {
    Path path;
    synchronized (this) {
      path = copies.remove(segment);
    }
    if (path != null) {
      delete(path);
    }
  }

  /** A task's part of a checkpoint lies in these segments. */
  public synchronized void needs(long checkpointId, Set<String> segments) {
    if (!deleted && checkpointId >= completed) {
      needed.computeIfAbsent(checkpointId, id -> new HashSet<>()).addAll(segments);
    }
  }

  /** A checkpoint will not complete. */
  public synchronized void aborted(long checkpointId) {
    needed.remove(checkpointId);
  }

  /** A checkpoint is complete: copies that neither it nor a later one needs are deleted. */
  public void completed(long checkpointId) {
    Set<Path> old = new HashSet<>();
    synchronized (this) {
      if (checkpointId <= completed) {
        return;
      }
      completed = checkpointId;
      needed.headMap(checkpointId).clear();
      Set<String> kept = new HashSet<>();
      needed.values().forEach(kept::addAll);
      Iterator<Map.Entry<String, Path>> each = copies.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<String, Path> copy = each.next();
        if (!kept.contains(copy.getKey()) && CheckpointLayout.isOfUpTo(copy.getKey(), completed)) {
          old.add(copy.getValue());
          each.remove();
        }
      }
    }
    old.forEach(LocalSegments::delete);
  }

  /** The job has ended: nothing is left. */
  public void delete() {
    synchronized (this) {
      deleted = true;
      copies.clear();
      needed.clear();
    }
    try {
      directories.delete();
    } catch (IOException e) {
      LOG.warn("Could not delete local copies of state in {}", directories.directories(), e);
    }
  }

  /** How many copies there are. */
  public synchronized int size() {
    return copies.size();
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("Could not delete the local copy {}", path, e);
    }
  }

  private synchronized boolean register(String segment, Path path) {
    if (!deleted) {
      copies.put(segment, path);
    }
    return !deleted;
  }

  /** A copy while it is written. Used by one thread at a time; no method fails. */
  public final class Copy {
    private final String segment;
    private Path path;
    private OutputStream out;
    private long sinceLook;

    private Copy(String segment) {
      this.segment = segment;
    }

    private void open() {
      try {
        path = directories.newFile("segment");
        requireRoom();
        out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
      } catch (IOException | RuntimeException e) {
        giveUp(e);
      }
    }

    private void requireRoom() throws IOException {
      long room = Files.getFileStore(path.getParent()).getUsableSpace();
      if (room < reserveBytes) {
        throw new IOException("the disk of " + path + " has only " + room + " bytes left");
      }
    }

    void write(byte[] bytes, int offset, int length) {
      if (out == null) {
        return;
      }
      try {
        sinceLook += length;
        if (sinceLook >= LOOK_BYTES) {
          sinceLook = 0;
          requireRoom();
        }
        out.write(bytes, offset, length);
      } catch (IOException e) {
        giveUp(e);
      }
    }

    /** The segment is durable; its copy may be read. */
    void end() {
      if (out == null) {
        return;
      }
      try {
        out.close();
        out = null;
        if (!register(segment, path)) {
          LocalSegments.delete(path);
        }
      } catch (IOException e) {
        giveUp(e);
      }
    }

    /** The segment is given up. */
    void abandon() {
      if (out != null) {
        close();
        LocalSegments.delete(path);
      }
    }

    private void giveUp(Exception reason) {
      LOG.warn("Segment {} gets no local copy: {}", segment, reason.toString());
      if (out != null) {
        close();
      }
      if (path != null) {
        LocalSegments.delete(path);
      }
    }

    private void close() {
      OutputStream closing = out;
      out = null;
      try {
        closing.close();
      } catch (IOException e) {
        LOG.debug("Closing a copy that is deleted", e);
      }
    }
  }
}
