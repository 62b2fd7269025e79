// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Every block of a file is a split; compressed files are one. */
public class BlockSplittingRecursiveEnumerator extends NonSplittingRecursiveEnumerator {

  @Override
  protected void cut(FileStatus file, FileSystem files, List<FileSourceSplit> splits)
      throws IOException {
    BlockLocation[] blocks = files.getFileBlockLocations(file, 0, file.getLen());
    if (blocks.length < 2 || FileOpening.inflater(file.getPath()) != null) {
      super.cut(file, files, splits);
      return;
    }
    Arrays.sort(blocks);
    for (BlockLocation block : blocks) {
      long length = Math.min(block.getLength(), file.getLen() - block.getOffset());
      if (length > 0) {
        splits.add(split(file, block.getOffset(), length, block.getHosts()));
      }
    }
  }
}
