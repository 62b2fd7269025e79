// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.appmaster.schedule.AdaptiveStages.Stage;
import io.flyshuttle.appmaster.schedule.EdgeSizes.Row;
import io.flyshuttle.appmaster.schedule.SkewDivision.Share;
import io.flyshuttle.core.option.MemorySize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * In how many subtasks an adaptive stage runs, and what each of them reads, decided by a pure
 * function of the real sizes. Immutable.
 *
 * <ul>
 *   <li>Usually a subtask reads a range of subpartitions of all producers.
 *   <li>If one side of a join is small, each subtask reads all of it, and any part of the other
 *       side, of producers near it, whatever its keys: nothing is skewed.
 *   <li>If a subpartition of a join is much larger than the others, several subtasks read a part of
 *       one side of it and all of the other.
 * </ul>
 */
public final class ReadPlan {

  /** Reading a small side everywhere must save so many times what it costs. */
  private static final int REPLICATION_GAIN = 2;

  /** The largest share must become smaller by a quarter for a subpartition to be divided. */
  private static final double DIVISION_GAIN = 0.75;

  /**
   * A contiguous part of one producer's result.
   *
   * @param producer index of the producing subtask
   * @param first subpartition
   * @param end behind the last subpartition; equal to {@code first} if nothing is read
   */
  public record Part(int producer, int first, int end) {}

  private final int subtasks;
  private final long bytes;
  private final Map<Integer, List<List<Part>>> parts;
  private final List<String> places;
  private final long replicatedBytes;
  private final int dividedSubpartitions;
  private final String reason;

  private ReadPlan(
      int subtasks,
      long bytes,
      Map<Integer, List<List<Part>>> parts,
      List<String> places,
      long replicatedBytes,
      int dividedSubpartitions,
      String reason) {
    this.subtasks = subtasks;
    this.bytes = bytes;
    this.parts = parts;
    this.places = places;
    this.replicatedBytes = replicatedBytes;
    this.dividedSubpartitions = dividedSubpartitions;
    this.reason = reason;
  }

  /**
   * Decides.
   *
   * @param stage the stage
   * @param edges all its inputs of which a subtask may read several subpartitions, at least one
   */
  public static ReadPlan of(Stage stage, List<EdgeSizes> edges) {
    long[] bytes = new long[stage.parallelism()];
    edges.forEach(edge -> edge.addTo(bytes));
    SubpartitionRanges ranges = SubpartitionRanges.cut(bytes, stage.bytesPerSubtask());
    ReadPlan other = null;
    if (ranges.subtasks() > 1 && stage.hasJoin()) {
      List<JoinSide> sides = sides(edges, stage.parallelism());
      other = replicated(sides, stage.parallelism(), ranges);
      if (other == null) {
        other = divided(sides, bytes, ranges);
      }
    }
    return other != null ? other : plain(edges, ranges);
  }

  private static List<JoinSide> sides(List<EdgeSizes> edges, int subpartitions) {
    return IntStream.range(0, 2)
        .mapToObj(
            input ->
                new JoinSide(
                    edges.stream().filter(edge -> edge.edge().targetInput() == input).toList(),
                    subpartitions))
        .toList();
  }

  // ---- ranges of subpartitions ----

  private static ReadPlan plain(List<EdgeSizes> edges, SubpartitionRanges ranges) {
    Map<Integer, List<List<Part>>> parts = new HashMap<>();
    for (EdgeSizes edge : edges) {
      parts.put(
          edge.edge().id(),
          ranges.ranges().stream().map(range -> ofAll(edge.rows(), range)).toList());
    }
    return new ReadPlan(ranges.subtasks(), ranges.bytes(), parts, List.of(), 0, 0, "");
  }

  private static List<Part> ofAll(List<Row> rows, Wiring.Range subpartitions) {
    return rows.stream()
        .map(row -> new Part(row.producer(), subpartitions.first(), subpartitions.end()))
        .toList();
  }

  // ---- a small side to everybody ----

  private static ReadPlan replicated(
      List<JoinSide> sides, int subpartitions, SubpartitionRanges ranges) {
    int count = ranges.subtasks();
    JoinSide small = null;
    JoinSide large = null;
    for (int i = 0; i < 2; i++) {
      JoinSide side = sides.get(i);
      JoinSide opposite = sides.get(1 - i);
      if (side.mayBeReplicated()
          && opposite.isDivisible()
          && side.total() * count * REPLICATION_GAIN < opposite.total()) {
        small = side;
        large = opposite;
      }
    }
    if (small == null) {
      return null;
    }
    Map<Integer, List<List<Part>>> parts = new HashMap<>();
    for (EdgeSizes edge : small.edges()) {
      List<Part> all = ofAll(edge.rows(), new Wiring.Range(0, subpartitions));
      parts.put(edge.edge().id(), IntStream.range(0, count).mapToObj(k -> all).toList());
    }
    List<Map<String, Long>> bytesByWorker = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      bytesByWorker.add(new HashMap<>());
    }
    for (EdgeSizes edge : large.edges()) {
      parts.put(edge.edge().id(), anyCut(edge, subpartitions, count, bytesByWorker));
    }
    String reason =
        String.format(
            "each reads all of input %d, which is %s, and any part of input %d, which is %s",
            small.input(), readable(small.total()), large.input(), readable(large.total()));
    return new ReadPlan(
        count,
        ranges.bytes(),
        parts,
        bytesByWorker.stream().map(ReadPlan::largest).toList(),
        small.total() * (count - 1),
        0,
        reason);
  }

  /** Cuts what all producers have, one after the other, those of one worker together. */
  private static List<List<Part>> anyCut(
      EdgeSizes edge, int subpartitions, int count, List<Map<String, Long>> bytesByWorker) {
    List<Row> rows =
        edge.rows().stream()
            .sorted(Comparator.comparing(Row::worker).thenComparing(Row::producer))
            .toList();
    long[] cells = new long[rows.size() * subpartitions];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(rows.get(r).bytes(), 0, cells, r * subpartitions, subpartitions);
    }
    List<List<Part>> parts = new ArrayList<>();
    for (Wiring.Range range : SubpartitionRanges.cutInto(cells, count).ranges()) {
      Map<String, Long> byWorker = bytesByWorker.get(parts.size());
      List<Part> mine = new ArrayList<>();
      int next = range.first();
      while (next < range.end()) {
        int r = next / subpartitions;
        int end = Math.min(range.end(), (r + 1) * subpartitions);
        Row row = rows.get(r);
        mine.add(new Part(row.producer(), next - r * subpartitions, end - r * subpartitions));
        for (; next < end; next++) {
          byWorker.merge(row.worker(), cells[next], Long::sum);
        }
      }
      parts.add(mine);
    }
    return parts;
  }

  private static String largest(Map<String, Long> bytesByWorker) {
    return bytesByWorker.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  // ---- large subpartitions to several ----

  private static ReadPlan divided(List<JoinSide> sides, long[] bytes, SubpartitionRanges ranges) {
    long largest = 0;
    for (Wiring.Range range : ranges.ranges()) {
      long sum = 0;
      for (int s = range.first(); s < range.end(); s++) {
        sum += bytes[s];
      }
      largest = Math.max(largest, sum);
    }
    List<Share> shares = new SkewDivision(sides, bytes.length, ranges.subtasks()).find(largest);
    long left = shares.stream().mapToLong(Share::bytes).max().orElse(largest);
    List<Share> divided = shares.stream().filter(Share::isDivided).toList();
    if (divided.isEmpty() || left > largest * DIVISION_GAIN) {
      return null;
    }
    Map<Integer, List<List<Part>>> parts = new HashMap<>();
    for (JoinSide side : sides) {
      int firstRow = 0;
      for (EdgeSizes edge : side.edges()) {
        List<List<Part>> ofEdge = new ArrayList<>();
        for (Share share : shares) {
          boolean whole = !share.isDivided() || sides.get(share.side()) != side;
          ofEdge.add(
              whole
                  ? ofAll(edge.rows(), share.subpartitions())
                  : some(edge.rows(), share, firstRow));
        }
        parts.put(edge.edge().id(), ofEdge);
        firstRow += edge.rows().size();
      }
    }
    long replicated = -ranges.bytes();
    for (Share share : shares) {
      replicated += share.bytes();
    }
    List<Integer> which =
        divided.stream().map(share -> share.subpartitions().first()).distinct().toList();
    String reason =
        String.format(
            "subpartition%s %s divided among %d subtasks: the largest reads %s instead of %s",
            which.size() == 1 ? "" : "s",
            which.stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("")
                + (which.size() == 1 ? " is" : " are"),
            divided.size(),
            readable(left),
            readable(largest));
    return new ReadPlan(
        shares.size(), ranges.bytes(), parts, List.of(), replicated, which.size(), reason);
  }

  private static List<Part> some(List<Row> rows, Share share, int firstRow) {
    int subpartition = share.subpartitions().first();
    List<Part> parts = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      if (share.rows().contains(firstRow + r)) {
        parts.add(new Part(rows.get(r).producer(), subpartition, subpartition + 1));
      }
    }
    if (parts.isEmpty()) {
      // a task has a channel of each of its edges
      parts.add(new Part(rows.get(0).producer(), subpartition, subpartition));
    }
    return parts;
  }

  private static String readable(long bytes) {
    return new MemorySize(bytes).toHumanReadableString();
  }

  // ---- the decision ----

  /** How many subtasks run: those from 0 on. */
  public int subtasks() {
    return subtasks;
  }

  /** Size of all that is read, without what is read more than once. */
  public long bytes() {
    return bytes;
  }

  /** What a subtask that runs reads of an edge that was decided about; not empty. */
  public List<Part> parts(int edge, int subtask) {
    return parts.get(edge).get(subtask);
  }

  /** The worker near which a subtask should run; empty for any. */
  public String place(int subtask) {
    return places.isEmpty() ? "" : places.get(subtask);
  }

  /** How much is read beyond {@link #bytes}, because several subtasks read the same. */
  public long replicatedBytes() {
    return replicatedBytes;
  }

  /** How many subpartitions were divided. */
  public int dividedSubpartitions() {
    return dividedSubpartitions;
  }

  /** What is special about it, for people; empty if subtasks read ranges of subpartitions. */
  public String reason() {
    return reason;
  }
}
