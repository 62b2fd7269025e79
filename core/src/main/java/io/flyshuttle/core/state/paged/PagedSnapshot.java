// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobContent;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import io.flyshuttle.core.checkpoint.file.SegmentWriter;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.binary.OwnSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The pages of all tables at one moment. For each group it writes all pages, or the lines that have
 * changed since the last complete checkpoint, to be read after that one's pieces. A group whose
 * changes together reach half of its size, or are in many pieces, is written whole again.
 */
final class PagedSnapshot implements OwnSnapshot {
  private static final int MAX_PIECES = 8;
  private static final BlobContent NOTHING = out -> {};

  private final KeyGroupRange keyGroups;
  private final List<GroupPages> groups;
  private final PagePool pool;
  private final int opened;
  private final boolean incremental;
  private KeyedStateHandle before;
  private volatile KeyedStateHandle written;

  /** The pages of a group by table, and the lines that have changed. */
  record GroupPages(Map<String, PageList> pages, Map<String, long[]> changed) {

    /** Adds what had changed at an earlier snapshot. */
    void addChanged(GroupPages earlier) {
      earlier.changed.forEach(
          (table, lines) ->
              changed.merge(
                  table,
                  lines,
                  (mine, its) -> {
                    long[] both = Arrays.copyOf(mine, Math.max(mine.length, its.length));
                    for (int i = 0; i < its.length; i++) {
                      both[i] |= its[i];
                    }
                    return both;
                  }));
    }

    List<PageCodec.TablePages> all() {
      List<PageCodec.TablePages> tables = new ArrayList<>();
      pages.forEach(
          (name, list) -> {
            if (list.records() > 0) {
              tables.add(new PageCodec.TablePages(name, list, null));
            }
          });
      return tables;
    }

    List<PageCodec.TablePages> changes() {
      List<PageCodec.TablePages> tables = new ArrayList<>();
      pages.forEach(
          (name, list) -> tables.add(new PageCodec.TablePages(name, list, changed.get(name))));
      return tables;
    }
  }

  PagedSnapshot(
      KeyGroupRange keyGroups,
      List<GroupPages> groups,
      PagePool pool,
      int opened,
      boolean incremental) {
    this.keyGroups = keyGroups;
    this.groups = groups;
    this.pool = pool;
    this.opened = opened;
    this.incremental = incremental;
  }

  boolean isIncremental() {
    return incremental;
  }

  List<GroupPages> groups() {
    return groups;
  }

  /** The complete checkpoint whose pieces are referred to; null if there is none. */
  void referTo(KeyedStateHandle complete) {
    this.before = complete;
  }

  /** What was written; null as long as it was not. */
  KeyedStateHandle written() {
    return written;
  }

  /** Lets the pages go; what had changed is kept. */
  void dropPages() {
    close();
  }

  @Override
  public KeyedStateHandle write(
      SegmentFiles files, BlobContent header, IntFunction<BlobContent> remainder)
      throws IOException {
    Map<Integer, List<StateBlob>> earlier = new HashMap<>();
    if (before != null) {
      for (KeyedStatePart part : before.parts()) {
        earlier.put(
            part.keyGroups().start() - keyGroups.start(),
            part.blobs().subList(1, part.blobs().size()));
      }
    }
    List<BlobContent> own = new ArrayList<>();
    own.add(header);
    List<BlobContent> pages = new ArrayList<>();
    List<List<StateBlob>> pieces = new ArrayList<>();
    List<Integer> pieceToAdd = new ArrayList<>();
    for (int group = 0; group < keyGroups.size(); group++) {
      BlobContent rest = remainder.apply(group);
      own.add(rest == null ? NOTHING : rest);
      List<StateBlob> kept = new ArrayList<>(earlier.getOrDefault(group, List.of()));
      BlobContent content = content(groups.get(group), kept);
      pieceToAdd.add(content == null ? null : pages.size());
      if (content != null) {
        pages.add(content);
      }
      pieces.add(kept);
    }
    SegmentWriter segment = incremental ? files.shared() : files.own();
    List<StateBlob> pageBlobs = pages.isEmpty() ? List.of() : segment.writeAll(pages);
    List<StateBlob> ownBlobs = files.own().writeAll(own);
    pool.requireOpen();
    List<KeyedStatePart> parts = new ArrayList<>();
    for (int group = 0; group < keyGroups.size(); group++) {
      List<StateBlob> blobs = new ArrayList<>();
      blobs.add(ownBlobs.get(group + 1));
      blobs.addAll(pieces.get(group));
      if (pieceToAdd.get(group) != null) {
        blobs.add(pageBlobs.get(pieceToAdd.get(group)));
      }
      if (blobs.size() > 1 || blobs.get(0).length() > 0) {
        int keyGroup = group + keyGroups.start();
        parts.add(new KeyedStatePart(new KeyGroupRange(keyGroup, keyGroup + 1), blobs));
      }
    }
    KeyedStateHandle handle =
        new KeyedStateHandle(PagedByteStore.NAME, keyGroups, ownBlobs.get(0), parts);
    written = handle;
    return handle;
  }

  /**
   * What has to be written of a group; null if nothing.
   *
   * @param kept the pieces to be read before it; emptied if they are not needed
   */
  private BlobContent content(GroupPages group, List<StateBlob> kept) {
    List<PageCodec.TablePages> all = group.all();
    if (!kept.isEmpty()) {
      List<PageCodec.TablePages> changes = group.changes();
      long changed = 0;
      for (PageCodec.TablePages table : changes) {
        changed += table.estimatedBytes();
      }
      if (changed == 0) {
        return null;
      }
      for (StateBlob blob : kept.subList(1, kept.size())) {
        changed += blob.length();
      }
      if (kept.size() < MAX_PIECES && changed < kept.get(0).length() / 2) {
        return out -> PageCodec.write(changes, out);
      }
    }
    kept.clear();
    return all.isEmpty() ? null : out -> PageCodec.write(all, out);
  }

  @Override
  public void close() {
    pool.closeSnapshot(opened);
  }
}
