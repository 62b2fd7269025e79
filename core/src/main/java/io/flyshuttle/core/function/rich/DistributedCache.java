// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.IllegalConfigurationException;
import io.flyshuttle.core.tuple.Tuple2;
import java.io.File;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Files that a job brought along, by name, as local copies. */
public class DistributedCache {

  /** A file to bring along. */
  public static class DistributedCacheEntry implements Serializable {
    private static final long serialVersionUID = 1L;

    public String filePath;
    public Boolean isExecutable;
    public boolean isZipped;
    public byte[] blobKey;

    public DistributedCacheEntry(
        String filePath, Boolean isExecutable, byte[] blobKey, boolean isZipped) {
      this.filePath = filePath;
      this.isExecutable = isExecutable;
      this.blobKey = blobKey;
      this.isZipped = isZipped;
    }

    public DistributedCacheEntry(String filePath, Boolean isExecutable) {
      this(filePath, isExecutable, null);
    }

    public DistributedCacheEntry(String filePath, Boolean isExecutable, byte[] blobKey) {
      this(filePath, isExecutable, blobKey, false);
    }

    /** A directory travels zipped and is unpacked. */
    public DistributedCacheEntry(String filePath, boolean isExecutable, boolean isZipped) {
      this(filePath, isExecutable, null, isZipped);
    }

    @Override
    public boolean equals(Object obj) {
      return obj instanceof DistributedCacheEntry other
          && isZipped == other.isZipped
          && Objects.equals(filePath, other.filePath)
          && Objects.equals(isExecutable, other.isExecutable)
          && Arrays.equals(blobKey, other.blobKey);
    }

    @Override
    public int hashCode() {
      return Objects.hash(filePath, isExecutable, isZipped, Arrays.hashCode(blobKey));
    }

    @Override
    public String toString() {
      return "DistributedCacheEntry "
          + filePath
          + (Boolean.TRUE.equals(isExecutable) ? " (executable)" : "");
    }
  }

  /**
   * Reads files to bring along from settings.
   *
   * @param files each as {@code name:n,path:'hdfs:///p',executable:true}
   * @return names and files
   */
  public static List<Tuple2<String, DistributedCacheEntry>> parseCachedFilesFromString(
      List<String> files) {
    List<Tuple2<String, DistributedCacheEntry>> parsed = new ArrayList<>();
    for (String file : files) {
      Map<String, String> parts = new HashMap<>();
      for (String part : file.split(",")) {
        int colon = part.indexOf(':');
        parts.put(
            part.substring(0, Math.max(0, colon)).strip(),
            part.substring(colon + 1).strip().replaceAll("^['`\"]|['`\"]$", ""));
      }
      if (!parts.containsKey("name") || !parts.containsKey("path")) {
        throw new IllegalConfigurationException(
            "A cached file is written name:n,path:'file:///p', not \"" + file + "\"");
      }
      parsed.add(
          Tuple2.of(
              parts.get("name"),
              new DistributedCacheEntry(
                  parts.get("path"), Boolean.parseBoolean(parts.get("executable")))));
    }
    return parsed;
  }

  private final Map<String, Future<Path>> cacheCopyTasks;

  /**
   * @param cacheCopyTasks local copies by name, as they come
   */
  public DistributedCache(Map<String, Future<Path>> cacheCopyTasks) {
    this.cacheCopyTasks = cacheCopyTasks;
  }

  /**
   * The local copy of a file. Waits until it is there.
   *
   * @throws IllegalArgumentException if no file of that name was registered
   */
  public File getFile(String name) {
    Future<Path> copy = cacheCopyTasks.get(Objects.requireNonNull(name, "a name is needed"));
    if (copy == null) {
      throw new IllegalArgumentException(
          "File with name '"
              + name
              + "' is not available. Did you forget to register the file?"
              + " Registered: "
              + new TreeSet<>(cacheCopyTasks.keySet()));
    }
    try {
      return new File(copy.get().toUri().getPath());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlyshuttleException(
          ErrorCode.TIMED_OUT, "The wait for the cached file " + name + " was interrupted", e);
    } catch (ExecutionException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND,
          "The cached file " + name + " could not be copied: " + e.getCause().getMessage(),
          e.getCause());
    }
  }
}
