// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.state.AppendingState;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.Evictor;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;

/**
 * What a window operator is made of.
 *
 * @param keySelector takes the key out of a record
 * @param keySerializer of the keys
 * @param assigner says which windows a record belongs to
 * @param windowSerializer of the windows
 * @param trigger says when a window fires
 * @param evictor leaves records out; null for none. With one, the content is a list of records with
 *     their timestamps.
 * @param content the state of a window's content
 * @param call what is done with the content when a window fires
 * @param allowedLatenessMillis how long after its end, in event time, a window still takes records
 * @param lateOutputId side output of records that are too late; empty: they are dropped and counted
 */
public record WindowSpec<T, K, W extends Window, C, R>(
    KeySelector<T, K> keySelector,
    TypeSerializer<K> keySerializer,
    WindowAssigner<? super T, W> assigner,
    TypeSerializer<W> windowSerializer,
    Trigger<? super T, ? super W> trigger,
    Evictor<? super T, ? super W> evictor,
    StateDescriptor<? extends AppendingState<?, ?>, ?> content,
    WindowCall<K, W, C, R> call,
    long allowedLatenessMillis,
    String lateOutputId)
    implements Serializable {}
