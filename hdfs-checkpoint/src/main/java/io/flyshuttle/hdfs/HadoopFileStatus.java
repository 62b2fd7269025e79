// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.LocatedFileStatus;
import io.flyshuttle.core.file.Path;
import java.io.IOException;

/** A status as Hadoop gives it. */
class HadoopFileStatus implements FileStatus {

  /** A status that came with the places of the blocks. */
  private static final class Located extends HadoopFileStatus implements LocatedFileStatus {
    private final BlockLocation[] locations;

    Located(org.apache.hadoop.fs.LocatedFileStatus status) {
      super(status);
      org.apache.hadoop.fs.BlockLocation[] given = status.getBlockLocations();
      locations = given == null ? new BlockLocation[0] : blocks(given);
    }

    @Override
    public BlockLocation[] getBlockLocations() {
      return locations.clone();
    }
  }

  private record Block(org.apache.hadoop.fs.BlockLocation location) implements BlockLocation {
    @Override
    public String[] getHosts() throws IOException {
      return location.getHosts();
    }

    @Override
    public long getOffset() {
      return location.getOffset();
    }

    @Override
    public long getLength() {
      return location.getLength();
    }
  }

  private final org.apache.hadoop.fs.FileStatus status;

  HadoopFileStatus(org.apache.hadoop.fs.FileStatus status) {
    this.status = status;
  }

  static FileStatus located(org.apache.hadoop.fs.LocatedFileStatus status) {
    return new Located(status);
  }

  static BlockLocation[] blocks(org.apache.hadoop.fs.BlockLocation[] locations) {
    BlockLocation[] blocks = new BlockLocation[locations.length];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Block(locations[i]);
    }
    return blocks;
  }

  final org.apache.hadoop.fs.FileStatus hadoopStatus() {
    return status;
  }

  @Override
  public long getLen() {
    return status.getLen();
  }

  @Override
  public long getBlockSize() {
    return status.getBlockSize();
  }

  @Override
  public short getReplication() {
    return status.getReplication();
  }

  @Override
  public long getModificationTime() {
    return status.getModificationTime();
  }

  @Override
  public long getAccessTime() {
    return status.getAccessTime();
  }

  @Override
  public boolean isDir() {
    return status.isDirectory();
  }

  @Override
  public Path getPath() {
    return new Path(status.getPath().toUri());
  }
}
