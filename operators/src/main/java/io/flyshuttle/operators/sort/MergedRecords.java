// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.type.TypeComparator;
import java.io.IOException;
import java.util.List;

/**
 * Several sorted sources as one, by a tree of losers: each record costs as many comparisons as the
 * tree has levels.
 *
 * @param <T> type of the records
 */
final class MergedRecords<T> implements Records<T> {
  private final List<Records<T>> sources;
  private final TypeComparator<T>[] heads;
  private final T[] records;

  /** At 0 the winner, at other nodes the source that lost there; children of n: 2n and 2n + 1. */
  private final int[] tree;

  private boolean started;

  @SuppressWarnings({"unchecked", "rawtypes"})
  MergedRecords(List<Records<T>> sources, TypeComparator<T> comparator) {
    this.sources = sources;
    this.heads = new TypeComparator[sources.size()];
    this.records = (T[]) new Object[sources.size()];
    this.tree = new int[sources.size()];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = comparator.duplicate();
    }
  }

  @Override
  public T next() throws IOException {
    if (started) {
      int winner = tree[0];
      advance(winner);
      replay(winner);
    } else {
      start();
    }
    return records[tree[0]];
  }

  private void start() throws IOException {
    started = true;
    int count = sources.size();
    for (int i = 0; i < count; i++) {
      advance(i);
    }
    int[] winners = new int[2 * count];
    for (int i = 0; i < count; i++) {
      winners[count + i] = i;
    }
    for (int node = count - 1; node >= 1; node--) {
      int left = winners[2 * node];
      int right = winners[2 * node + 1];
      boolean leftWins = isBefore(left, right);
      winners[node] = leftWins ? left : right;
      tree[node] = leftWins ? right : left;
    }
    tree[0] = winners[1];
  }

  private void advance(int source) throws IOException {
    T record = sources.get(source).next();
    records[source] = record;
    if (record != null) {
      heads[source].setReference(record);
    }
  }

  private void replay(int source) {
    int winner = source;
    for (int node = (source + sources.size()) / 2; node >= 1; node /= 2) {
      if (isBefore(tree[node], winner)) {
        int loser = winner;
        winner = tree[node];
        tree[node] = loser;
      }
    }
    tree[0] = winner;
  }

  private boolean isBefore(int a, int b) {
    if (records[a] == null || records[b] == null) {
      return records[b] == null;
    }
    return heads[b].compareToReference(heads[a]) < 0;
  }
}
