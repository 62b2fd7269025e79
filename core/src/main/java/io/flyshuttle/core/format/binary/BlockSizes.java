// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** Which sizes blocks of binary files may have. */
final class BlockSizes {
  private BlockSizes() {}

  static void check(long blockSize, String key, BlockInfo info) {
    if (blockSize != BinaryOutputFormat.NATIVE_BLOCK_SIZE && blockSize <= info.getInfoSize()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "The parameter "
              + key
              + " of a binary format is "
              + blockSize
              + " bytes; a block needs more than the "
              + info.getInfoSize()
              + " bytes at its end.");
    }
  }
}
