// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import java.util.List;

/**
 * A part of an input, to be read by one source subtask.
 *
 * @param split the serialized split, opaque
 * @param hosts hosts that hold the data, for locality; empty if it does not matter
 * @param length size in bytes, -1 if not known
 */
public record InputSplitSpec(byte[] split, List<String> hosts, long length) {}
