// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

/**
 * Records that an unaligned barrier has overtaken in one channel.
 *
 * @param input whether the records were in an input channel; else in a channel of a result
 * @param gate number of the task's input or result
 * @param channel number of the channel in it
 * @param blob the channel's bytes
 */
public record ChannelSnapshot(boolean input, int gate, int channel, StateBlob blob) {}
