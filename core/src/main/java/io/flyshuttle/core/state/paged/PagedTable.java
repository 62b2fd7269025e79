// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.state.binary.ByteTable;
import java.io.IOException;

/** One state's entries, a {@link PagedGroup} each key group. Used by the task's thread. */
final class PagedTable implements ByteTable {
  private final String name;
  private final RecordLayout layout;
  private final PagePool pool;
  private final PagedGroup[] groups;

  PagedTable(String name, RecordLayout layout, PagePool pool, int groupCount) {
    this.name = name;
    this.layout = layout;
    this.pool = pool;
    this.groups = new PagedGroup[groupCount];
  }

  String name() {
    return name;
  }

  /** A group; null if nothing was ever put into it. */
  PagedGroup group(int group) {
    return groups[group];
  }

  @Override
  public void expect(int group, int entries) {
    if (entries > 0) {
      groupToChange(group).expect(entries);
    }
  }

  PagedGroup groupToChange(int group) {
    if (groups[group] == null) {
      groups[group] = new PagedGroup(layout, pool);
    }
    return groups[group];
  }

  int groupCount() {
    return groups.length;
  }

  @Override
  public boolean get(int group, int hash, byte[] key, int keyLength, DataInputDeserializer value) {
    PagedGroup entries = groups[group];
    return entries != null && entries.get(hash, key, keyLength, value);
  }

  @Override
  public void put(int group, int hash, byte[] key, int keyLength, byte[] value, int valueLength) {
    groupToChange(group).put(hash, key, keyLength, value, valueLength);
  }

  @Override
  public void remove(int group, int hash, byte[] key, int keyLength) {
    if (groups[group] != null) {
      groups[group].remove(hash, key, keyLength);
    }
  }

  @Override
  public void append(int group, int hash, byte[] key, int keyLength, byte[] more, int length) {
    groupToChange(group).append(hash, key, keyLength, more, length);
  }

  @Override
  public void forEachPrefix(int group, byte[] prefix, int prefixLength, Visitor visitor) {
    throw new UnsupportedOperationException("pages are not in the order of keys");
  }

  @Override
  public byte[] visitSome(int group, byte[] after, int limit, Visitor visitor) {
    throw new UnsupportedOperationException("pages are not in the order of keys");
  }

  @Override
  public void forEach(int group, Visitor visitor) throws IOException {
    if (groups[group] != null) {
      groups[group].pages().forEach(visitor);
    }
  }

  @Override
  public boolean mayHave(int group) {
    return groups[group] != null && groups[group].size() > 0;
  }

  void clear() {
    for (PagedGroup group : groups) {
      if (group != null) {
        group.clear();
      }
    }
  }
}
