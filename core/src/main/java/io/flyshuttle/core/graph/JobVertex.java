// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import java.util.List;

/**
 * A chain (in general a tree) of operators that run in one task, in {@code parallelism} copies.
 *
 * @param id the id of the head operator
 * @param name shown to the user
 * @param parallelism number of subtasks
 * @param maxParallelism number of key groups, the upper bound of any later parallelism
 * @param slotSharingGroup vertices of different groups never share a slot
 * @param coLocationGroup subtask i of all vertices of a group shares a slot; empty for none
 * @param operators head first, each after the one it is chained to
 * @param splits what the head reads if it is a source with splits, else empty
 * @param globalHook serialized {@link GlobalHook} to run once before the first task of the job and
 *     once after the last one finished; empty for none
 * @param managedMemoryWeight this vertex's part of its slot's managed memory, relative to the other
 *     vertices in the slot; 0 if it needs none
 * @param bytesPerSubtask if {@code parallelism} is an upper bound only: how many bytes of blocking
 *     input a subtask should have at least, so that a stage that turns out small runs in fewer
 *     subtasks; 0 if the parallelism is as it is
 * @param bounded whether it reads its input to the end and has no state that a checkpoint could
 *     hold: a streaming job has no checkpoints before such vertices have finished
 */
public record JobVertex(
    OperatorID id,
    String name,
    int parallelism,
    int maxParallelism,
    String slotSharingGroup,
    String coLocationGroup,
    List<OperatorSpec> operators,
    List<InputSplitSpec> splits,
    byte[] globalHook,
    int managedMemoryWeight,
    long bytesPerSubtask,
    boolean bounded) {

  /** A vertex whose parallelism is as it is, and that is not {@code bounded}. */
  public JobVertex(
      OperatorID id,
      String name,
      int parallelism,
      int maxParallelism,
      String slotSharingGroup,
      String coLocationGroup,
      List<OperatorSpec> operators,
      List<InputSplitSpec> splits,
      byte[] globalHook,
      int managedMemoryWeight) {
    this(
        id,
        name,
        parallelism,
        maxParallelism,
        slotSharingGroup,
        coLocationGroup,
        operators,
        splits,
        globalHook,
        managedMemoryWeight,
        0,
        false);
  }

  /** Group of vertices for which the user named none. */
  public static final String DEFAULT_SLOT_SHARING_GROUP = "default";
}
