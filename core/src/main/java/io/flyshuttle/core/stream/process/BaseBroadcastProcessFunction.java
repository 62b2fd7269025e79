// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.state.BroadcastState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReadOnlyBroadcastState;
import io.flyshuttle.core.time.OutputTag;

/** What functions of a stream and a broadcast stream have in common. */
public abstract class BaseBroadcastProcessFunction extends AbstractRichFunction {
  private static final long serialVersionUID = 1L;

  abstract class BaseContext {

    /** The record's event time in milliseconds since 1970, or null if it has none. */
    public abstract Long timestamp();

    /** Emits to a side output. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);

    /** The clock, in milliseconds since 1970. */
    public abstract long currentProcessingTime();

    /** The lowest watermark of the inputs. */
    public abstract long currentWatermark();
  }

  /** What a call for a broadcast record may use: broadcast state may be changed. */
  public abstract class Context extends BaseContext {
    public abstract <K, V> BroadcastState<K, V> getBroadcastState(
        MapStateDescriptor<K, V> stateDescriptor);
  }

  /** What a call for any other record may use: broadcast state may be read. */
  public abstract class ReadOnlyContext extends BaseContext {
    public abstract <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(
        MapStateDescriptor<K, V> stateDescriptor);
  }
}
