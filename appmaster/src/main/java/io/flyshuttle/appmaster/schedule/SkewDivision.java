// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.appmaster.schedule.EdgeSizes.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Deals the subpartitions of a join's two sides to subtasks so that the largest share becomes as
 * small as it can: neighbours that are small go to one subtask; of one that is too large, the
 * results of some producers go to each of several subtasks, with all that the other side has of it.
 */
final class SkewDivision {

  /** How often the bound between what fits and what does not is halved. */
  private static final int HALVINGS = 24;

  /**
   * What one subtask reads.
   *
   * @param subpartitions of both sides
   * @param side that is divided, 0 or 1; -1 for none
   * @param rows of the divided side that are read, the other side is read whole
   * @param bytes all that is read
   */
  record Share(Wiring.Range subpartitions, int side, Wiring.Range rows, long bytes) {
    boolean isDivided() {
      return side >= 0;
    }
  }

  private final List<JoinSide> sides;
  private final int subpartitions;
  private final int subtasks;

  SkewDivision(List<JoinSide> sides, int subpartitions, int subtasks) {
    this.sides = sides;
    this.subpartitions = subpartitions;
    this.subtasks = subtasks;
  }

  /**
   * The best deal that was found for so many subtasks.
   *
   * @param largest what the largest share is without dividing; all deals are better than that
   * @return empty if none is
   */
  List<Share> find(long largest) {
    long low = 0;
    for (JoinSide side : sides) {
      low += side.total() / subtasks;
    }
    long high = largest;
    List<Share> best = List.of();
    long least = largest;
    for (int i = 0; i < HALVINGS && low < high; i++) {
      long bound = low + (high - low) / 2;
      List<Share> deal = deal(bound);
      if (deal.size() > subtasks) {
        low = bound + 1;
        continue;
      }
      high = bound;
      long worst = deal.stream().mapToLong(Share::bytes).max().orElse(0);
      if (worst < least) {
        least = worst;
        best = deal;
      }
    }
    return best;
  }

  /** Shares of {@code bound} bytes at most, where that is possible. */
  private List<Share> deal(long bound) {
    List<Share> shares = new ArrayList<>();
    int first = 0;
    long taken = 0;
    for (int s = 0; s < subpartitions; s++) {
      long bytes = sides.get(0).bytes(s) + sides.get(1).bytes(s);
      int side = bytes > bound ? dividedSide(s) : -1;
      if (first < s && (side >= 0 || taken + bytes > bound)) {
        shares.add(whole(first, s, taken));
        first = s;
        taken = 0;
      }
      if (side >= 0) {
        divide(s, side, bound, shares);
        first = s + 1;
      } else {
        taken += bytes;
      }
    }
    if (first < subpartitions) {
      shares.add(whole(first, subpartitions, taken));
    }
    return shares;
  }

  private static Share whole(int first, int end, long bytes) {
    return new Share(new Wiring.Range(first, end), -1, new Wiring.Range(0, 0), bytes);
  }

  /** The larger side that may be divided; -1 if none may. */
  private int dividedSide(int subpartition) {
    int chosen = -1;
    for (int i = 0; i < 2; i++) {
      JoinSide side = sides.get(i);
      if (side.isDivisible()
          && side.rows().size() > 1
          && (chosen < 0 || side.bytes(subpartition) > sides.get(chosen).bytes(subpartition))) {
        chosen = i;
      }
    }
    return chosen;
  }

  private void divide(int subpartition, int side, long bound, List<Share> shares) {
    List<Row> rows = sides.get(side).rows();
    long other = sides.get(1 - side).bytes(subpartition);
    Wiring.Range range = new Wiring.Range(subpartition, subpartition + 1);
    int first = 0;
    long taken = 0;
    for (int r = 0; r < rows.size(); r++) {
      long bytes = rows.get(r).bytes()[subpartition];
      if (first < r && other + taken + bytes > bound) {
        shares.add(new Share(range, side, new Wiring.Range(first, r), other + taken));
        first = r;
        taken = 0;
      }
      taken += bytes;
    }
    shares.add(new Share(range, side, new Wiring.Range(first, rows.size()), other + taken));
  }
}
