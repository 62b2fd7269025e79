// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystemProvider;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Serves HDFS, and as a fallback every scheme that Hadoop has a class for. Names no class of
 * Hadoop, so that looking at it costs nothing.
 */
public final class HadoopFileSystemProvider implements FileSystemProvider {
  private static final Set<String> SCHEMES = Set.of("hdfs", "viewfs", "webhdfs", "swebhdfs");

  @Override
  public boolean serves(String scheme) {
    return SCHEMES.contains(scheme);
  }

  @Override
  public boolean isFallback() {
    return true;
  }

  @Override
  public FileSystem create(URI uri, Map<String, String> options) throws IOException {
    return HadoopConnection.open(uri, options, serves(uri.getScheme()));
  }

  @Override
  public void addTokens(byte[] tokens) throws IOException {
    HadoopTokens.add(tokens);
  }
}
