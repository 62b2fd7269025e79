// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.LocatedFileStatus;
import io.flyshuttle.core.format.FileInputSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Cuts files into splits. */
final class FileSplitter {

  /** A last piece up to this much larger than a split is not cut again. */
  private static final double LAST_SPLIT_SLACK = 1.1;

  private final long minSplitSize;
  private final Predicate<FileStatus> isUnsplittable;
  private final List<FileInputSplit> splits = new ArrayList<>();

  FileSplitter(long minSplitSize, Predicate<FileStatus> isUnsplittable) {
    this.minSplitSize = minSplitSize;
    this.isUnsplittable = isUnsplittable;
  }

  FileInputSplit[] split(List<FileStatus> files, int minNumSplits) throws IOException {
    long total = files.stream().mapToLong(FileStatus::getLen).sum();
    long wantedSize = Math.max(1, (total + minNumSplits - 1) / minNumSplits);
    for (FileStatus file : files) {
      BlockLocation[] blocks =
          file instanceof LocatedFileStatus located
              ? located.getBlockLocations()
              : file.getPath().getFileSystem().getFileBlockLocations(file, 0, file.getLen());
      Arrays.sort(blocks);
      if (isUnsplittable.test(file)) {
        add(file, 0, FileInputFormat.READ_WHOLE_SPLIT_FLAG, blocks);
      } else {
        cut(file, blocks, wantedSize);
      }
    }
    return splits.toArray(new FileInputSplit[0]);
  }

  private void cut(FileStatus file, BlockLocation[] blocks, long wantedSize) throws IOException {
    long length = file.getLen();
    if (length == 0) {
      add(file, 0, 0, blocks);
      return;
    }
    long blockSize = Math.max(1, file.getBlockSize());
    long size = Math.max(Math.min(wantedSize, blockSize), Math.min(minSplitSize, blockSize));
    long slack = (long) (size * LAST_SPLIT_SLACK);
    long position = 0;
    while (length - position > slack) {
      add(file, position, size, blocks);
      position += size;
    }
    add(file, position, length - position, blocks);
  }

  private void add(FileStatus file, long start, long length, BlockLocation[] blocks)
      throws IOException {
    splits.add(
        new FileInputSplit(
            splits.size(), file.getPath(), start, length, hosts(blocks, start, length)));
  }

  /** The hosts of the block that holds most of the range. */
  private static String[] hosts(BlockLocation[] blocks, long start, long length)
      throws IOException {
    BlockLocation best = null;
    long bestOverlap = -1;
    for (BlockLocation block : blocks) {
      long end = length < 0 ? Long.MAX_VALUE : start + length;
      long overlap =
          Math.min(end, block.getOffset() + block.getLength()) - Math.max(start, block.getOffset());
      if (overlap > bestOverlap) {
        best = block;
        bestOverlap = overlap;
      }
    }
    return best == null ? null : best.getHosts();
  }
}
