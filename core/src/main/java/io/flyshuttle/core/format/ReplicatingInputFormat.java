// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.option.Configuration;
import java.io.IOException;

/** Has every subtask read all splits of another format. */
public final class ReplicatingInputFormat<OT, S extends InputSplit> extends RichInputFormat<OT, S> {
  private static final long serialVersionUID = 1L;

  private final InputFormat<OT, S> replicated;

  /** Replicates {@code wrappedIF}. */
  public ReplicatingInputFormat(InputFormat<OT, S> wrappedIF) {
    replicated = wrappedIF;
  }

  /** The format whose splits are replicated. */
  public InputFormat<OT, S> getReplicatedInputFormat() {
    return replicated;
  }

  @Override
  public void configure(Configuration parameters) {
    replicated.configure(parameters);
  }

  @Override
  public BaseStatistics getStatistics(BaseStatistics cachedStatistics) throws IOException {
    return replicated.getStatistics(cachedStatistics);
  }

  @Override
  public S[] createInputSplits(int minNumSplits) throws IOException {
    return replicated.createInputSplits(minNumSplits);
  }

  @Override
  public InputSplitAssigner getInputSplitAssigner(S[] inputSplits) {
    return new ReplicatingInputSplitAssigner(inputSplits);
  }

  @Override
  public void open(S split) throws IOException {
    replicated.open(split);
  }

  @Override
  public boolean reachedEnd() throws IOException {
    return replicated.reachedEnd();
  }

  @Override
  public OT nextRecord(OT reuse) throws IOException {
    return replicated.nextRecord(reuse);
  }

  @Override
  public void close() throws IOException {
    replicated.close();
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    if (replicated instanceof RichInputFormat<OT, S> rich) {
      rich.setRuntimeContext(context);
    }
  }

  @Override
  public void openInputFormat() throws IOException {
    if (replicated instanceof RichInputFormat<OT, S> rich) {
      rich.openInputFormat();
    }
  }

  @Override
  public void closeInputFormat() throws IOException {
    if (replicated instanceof RichInputFormat<OT, S> rich) {
      rich.closeInputFormat();
    }
  }
}
