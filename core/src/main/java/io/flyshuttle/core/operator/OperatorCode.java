// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * All that a worker needs to run one operator and that may hold user classes. Opaque bytes
 * everywhere else.
 *
 * @param factory makes the operator
 * @param inputSerializers one per input; empty for a source
 * @param outputSerializer of the main output; null if the operator has none
 * @param sideOutputSerializers by id of the side output
 * @param keepsInput whether the operator keeps, or its user may keep or change, a record after
 *     {@link Operator#process} returned: it then gets records of its own
 * @param reusesOutput whether the operator may emit the same object again with other content, so
 *     that a receiver that keeps it must copy
 */
public record OperatorCode(
    OperatorFactory factory,
    List<TypeSerializer<?>> inputSerializers,
    TypeSerializer<?> outputSerializer,
    Map<String, TypeSerializer<?>> sideOutputSerializers,
    boolean keepsInput,
    boolean reusesOutput)
    implements Serializable {}
