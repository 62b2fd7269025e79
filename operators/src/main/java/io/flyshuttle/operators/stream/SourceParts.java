// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.serialize.array.LongPrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.OperatorStateStore;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a source has come whose data are cut into parts, each described by a few numbers. With
 * another number of subtasks the parts are dealt out anew; a subtask for which none is left is told
 * apart from a source that was added to the program, which starts afresh.
 */
final class SourceParts {
  private static final String NAME = "source-parts";

  private final ListState<long[]> state;
  private final List<long[]> restored;

  private SourceParts(ListState<long[]> state, List<long[]> restored) {
    this.state = state;
    this.restored = restored;
  }

  static SourceParts open(OperatorContext context) throws Exception {
    OperatorStateStore store = context.operatorState();
    boolean known = store.getRegisteredStateNames().contains(NAME);
    ListState<long[]> state =
        store.getListState(new ListStateDescriptor<>(NAME, LongPrimitiveArraySerializer.INSTANCE));
    List<long[]> mine = known ? new ArrayList<>() : null;
    if (known) {
      state.get().forEach(mine::add);
    }
    return new SourceParts(state, mine);
  }

  /** What this subtask goes on with; null if the source starts afresh. */
  List<long[]> restored() {
    return restored;
  }

  /** Keeps what is left to do, finished parts included. */
  void save(List<long[]> parts) throws Exception {
    state.update(parts);
  }
}
