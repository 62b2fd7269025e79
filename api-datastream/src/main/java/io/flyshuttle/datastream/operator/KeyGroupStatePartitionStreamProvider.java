// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/** The raw state of a key group. */
public class KeyGroupStatePartitionStreamProvider extends StatePartitionStreamProvider {
  private final int keyGroupId;

  KeyGroupStatePartitionStreamProvider(byte[] bytes, int keyGroupId) {
    super(bytes);
    this.keyGroupId = keyGroupId;
  }

  public int getKeyGroupId() {
    return keyGroupId;
  }
}
