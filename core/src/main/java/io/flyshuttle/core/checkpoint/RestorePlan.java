// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.state.KeyGroups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a checkpoint goes where when a job starts from it, and what does not fit. Made before the
 * start, without any class of the user: by the JobManager to restore, by a client to explain.
 * Immutable.
 *
 * <p>Operators are matched by their id, which comes from the uid or from the structure of the
 * graph; renamed ones by the mapping in {@link RestoreSettings}.
 */
public final class RestorePlan {

  /** What becomes of an operator. */
  public enum Fate {
    /** Its state is restored. */
    RESTORED,
    /** It is not in the checkpoint and starts empty. */
    FRESH,
    /** The job has no such operator; its state is left behind, as was allowed. */
    LEFT_BEHIND,
    /** Its state cannot be restored. */
    REFUSED
  }

  /**
   * An operator of the checkpoint, of the job, or of both.
   *
   * @param saved its id in the checkpoint, null if it is not there
   * @param operator its id in the job, null if it is not there
   * @param uid the uid, empty if none was set
   * @param name shown to the user
   * @param reason why it is refused, else empty
   */
  public record Line(
      Fate fate, OperatorID saved, OperatorID operator, String uid, String name, String reason) {}

  private record Place(int vertex, JobVertex in, OperatorSpec operator) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<OperatorID, OperatorState> stateOf = new HashMap<>();
  private final Map<Integer, Integer> maxParallelism = new HashMap<>();
  private final Map<OperatorID, Place> places = new LinkedHashMap<>();
  private final Map<String, OperatorID> idOfUid = new HashMap<>();

  /** Ids of operators in the checkpoint, and in the job where they are others. */
  private final Map<OperatorID, OperatorID> moved = new HashMap<>();

  /** Records in flight, by the job's edge. */
  private final Map<Integer, EdgeInFlight> inFlight = new HashMap<>();

  private RestorePlan(CheckpointMetadata metadata, JobGraph graph, RestoreSettings settings) {
    for (int v = 0; v < graph.vertices().size(); v++) {
      JobVertex vertex = graph.vertices().get(v);
      for (OperatorSpec operator : vertex.operators()) {
        places.put(operator.id(), new Place(v, vertex, operator));
        if (!operator.uid().isEmpty()) {
          idOfUid.put(operator.uid(), operator.id());
        }
      }
    }
    checkMapping(metadata, settings);
    for (OperatorState state : metadata.operators()) {
      add(state, settings);
    }
    for (EdgeInFlight edge : metadata.inFlight()) {
      add(edge, graph, settings);
    }
    places.values().stream()
        .map(Place::operator)
        .filter(o -> !stateOf.containsKey(o.id()) && !isRefused(o.id()))
        .forEach(o -> lines.add(new Line(Fate.FRESH, null, o.id(), o.uid(), o.name(), "")));
  }

  /**
   * Matches a checkpoint with a job.
   *
   * @throws FlyshuttleException with STATE_NOT_RESTORABLE if the mapping of renamed operators names
   *     what is not there
   */
  public static RestorePlan of(
      CheckpointMetadata metadata, JobGraph graph, RestoreSettings settings) {
    return new RestorePlan(metadata, graph, settings);
  }

  private void checkMapping(CheckpointMetadata metadata, RestoreSettings settings) {
    settings
        .renamed()
        .forEach(
            (from, to) -> {
              if (metadata.operators().stream().noneMatch(s -> isNamed(s, from))) {
                throw new FlyshuttleException(
                    ErrorCode.STATE_NOT_RESTORABLE,
                    "the mapping of operators names \""
                        + from
                        + "\", which is neither an id nor a uid in the saved state");
              }
              if (find(to) == null) {
                throw new FlyshuttleException(
                    ErrorCode.STATE_NOT_RESTORABLE,
                    "the mapping of operators names \""
                        + to
                        + "\", which is neither an id nor a uid in the program");
              }
            });
  }

  private static boolean isNamed(OperatorState state, String name) {
    return state.operator().toString().equals(name) || state.uid().equals(name);
  }

  private OperatorID find(String name) {
    OperatorID byUid = idOfUid.get(name);
    return byUid != null
        ? byUid
        : places.keySet().stream().filter(id -> id.toString().equals(name)).findAny().orElse(null);
  }

  private void add(OperatorState state, RestoreSettings settings) {
    OperatorID target =
        settings.renamed().entrySet().stream()
            .filter(e -> isNamed(state, e.getKey()))
            .map(e -> find(e.getValue()))
            .findAny()
            .orElse(state.operator());
    moved.put(state.operator(), target);
    Place place = places.get(target);
    if (place == null) {
      boolean leave = settings.allowNonRestored() || !hasState(state);
      lines.add(
          new Line(
              leave ? Fate.LEFT_BEHIND : Fate.REFUSED,
              state.operator(),
              null,
              state.uid(),
              state.name(),
              leave ? "" : noSuchOperator(state)));
      return;
    }
    String refusal = fit(state, place);
    if (refusal.isEmpty()) {
      stateOf.put(target, state);
    }
    lines.add(
        new Line(
            refusal.isEmpty() ? Fate.RESTORED : Fate.REFUSED,
            state.operator(),
            target,
            place.operator().uid(),
            place.operator().name(),
            refusal));
  }

  private static String noSuchOperator(OperatorState state) {
    return "it holds state of "
        + describe(state)
        + ", which the program does not have: give an operator this uid again, map it to another"
        + " with --mapping FILE (savepoint explain writes one), or leave its state behind with"
        + " --allowNonRestoredState (-n)";
  }

  /** Empty if the state fits, else why it does not. */
  private String fit(OperatorState state, Place place) {
    int parallelism = place.in().parallelism();
    if (!hasKeyedState(state) || state.maxParallelism() == place.in().maxParallelism()) {
      return "";
    }
    if (parallelism > state.maxParallelism()) {
      return describe(state)
          + " has a maximum parallelism of "
          + state.maxParallelism()
          + " for ever, but the program runs it with parallelism "
          + parallelism;
    }
    // Nobody asked for this number: it follows from the parallelism.
    boolean derived = place.in().maxParallelism() == KeyGroups.defaultMaxParallelism(parallelism);
    Integer adopted = maxParallelism.get(place.vertex());
    if (!derived || adopted != null && adopted != state.maxParallelism()) {
      return describe(state)
          + " was saved with a maximum parallelism of "
          + state.maxParallelism()
          + ", which cannot change, but the program sets "
          + (adopted != null ? adopted : place.in().maxParallelism())
          + ": set setMaxParallelism("
          + state.maxParallelism()
          + ")";
    }
    maxParallelism.put(place.vertex(), state.maxParallelism());
    return "";
  }

  private void add(EdgeInFlight saved, JobGraph graph, RestoreSettings settings) {
    JobEdge edge = find(saved, graph);
    if (edge == null) {
      boolean leave = settings.allowNonRestored();
      lines.add(
          new Line(
              leave ? Fate.LEFT_BEHIND : Fate.REFUSED,
              saved.source(),
              null,
              "",
              saved.name(),
              leave
                  ? ""
                  : "it is unaligned and holds records in flight "
                      + saved.name()
                      + ", between which the program sends none, or which it chains to each other:"
                      + " start the program it was taken of and take a savepoint, or leave these"
                      + " records behind with --allowNonRestoredState (-n)"));
      return;
    }
    JobVertex target = graph.vertices().get(edge.targetVertex());
    if (edge.pattern() == DistributionPattern.POINTWISE
        && target.parallelism() != saved.consumers()
        && target.operators().stream().anyMatch(o -> hasKeyedState(stateOf.get(o.id())))) {
      lines.add(
          new Line(
              Fate.REFUSED,
              saved.source(),
              saved.target(),
              "",
              saved.name(),
              "it is unaligned and holds records in flight "
                  + saved.name()
                  + ", which has keyed state but does not get its records by key, so that the"
                  + " parallelism of "
                  + saved.consumers()
                  + " cannot change: start with the same and take a savepoint, from which any can"
                  + " start"));
      return;
    }
    inFlight.put(edge.id(), saved);
  }

  /** Null if the job has no such edge. */
  private JobEdge find(EdgeInFlight saved, JobGraph graph) {
    OperatorID source = moved.getOrDefault(saved.source(), saved.source());
    OperatorID target = moved.getOrDefault(saved.target(), saved.target());
    int same = 0;
    for (JobEdge edge : graph.edges()) {
      JobVertex from = graph.vertices().get(edge.sourceVertex());
      JobVertex to = graph.vertices().get(edge.targetVertex());
      if (from.operators().get(edge.sourceOperator()).id().equals(source)
          && to.operators().get(0).id().equals(target)
          && edge.sideOutput().equals(saved.sideOutput())
          && edge.targetInput() == saved.input()
          && same++ == saved.ordinal()) {
        return edge;
      }
    }
    return null;
  }

  private boolean isRefused(OperatorID id) {
    return lines.stream().anyMatch(l -> id.equals(l.operator()) && l.fate() == Fate.REFUSED);
  }

  /** Whether there is anything to restore, beyond the fact that a task had ended. */
  public static boolean hasState(OperatorState state) {
    return state.subtasks().stream()
        .anyMatch(s -> s != null && (s.keyed() != null || s.operatorState() != null));
  }

  private static boolean hasKeyedState(OperatorState state) {
    return state != null && state.subtasks().stream().anyMatch(s -> s != null && s.keyed() != null);
  }

  /** An operator for people: its name, its uid if it has one, its id. */
  public static String describe(OperatorState state) {
    return "operator \""
        + state.name()
        + "\" ("
        + (state.uid().isEmpty() ? "no uid" : "uid \"" + state.uid() + "\"")
        + ", id "
        + state.operator()
        + ")";
  }

  /** All operators: those of the checkpoint in its order, then those that start empty. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Why the job cannot start from the checkpoint; empty if it can. */
  public Optional<String> refusal() {
    return lines.stream().filter(l -> l.fate() == Fate.REFUSED).map(Line::reason).findFirst();
  }

  /** The state that an operator of the job restores. */
  public Optional<OperatorState> stateOf(OperatorID operator) {
    return Optional.ofNullable(stateOf.get(operator));
  }

  /** Records that were in flight on an edge of the job, by the edge's id. */
  public Optional<EdgeInFlight> inFlightOf(int edge) {
    return Optional.ofNullable(inFlight.get(edge));
  }

  /**
   * The job with the numbers of key groups that were saved, where the program left them to be
   * derived.
   */
  public JobGraph adopt(JobGraph graph) {
    if (maxParallelism.isEmpty()) {
      return graph;
    }
    List<JobVertex> vertices = new ArrayList<>();
    for (int v = 0; v < graph.vertices().size(); v++) {
      JobVertex old = graph.vertices().get(v);
      vertices.add(
          new JobVertex(
              old.id(),
              old.name(),
              old.parallelism(),
              maxParallelism.getOrDefault(v, old.maxParallelism()),
              old.slotSharingGroup(),
              old.coLocationGroup(),
              old.operators(),
              old.splits(),
              old.globalHook(),
              old.managedMemoryWeight(),
              old.bytesPerSubtask(),
              old.bounded()));
    }
    return new JobGraph(
        graph.id(),
        graph.name(),
        graph.settings(),
        vertices,
        graph.edges(),
        graph.files(),
        graph.executionConfig());
  }
}
