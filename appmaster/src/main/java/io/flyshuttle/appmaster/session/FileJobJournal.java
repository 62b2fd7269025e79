// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One small file per running job in a directory; its name is the job's id. */
public final class FileJobJournal implements JobJournal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJobJournal.class);
  private static final int MAX_ENTRY_BYTES = 64 << 10;
  private static final long CLOSE_TIMEOUT_SECONDS = 10;

  private final Path directory;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "job-journal");
            thread.setDaemon(true);
            return thread;
          });

  /** Keeps the journal in {@code directory}, which need not exist. */
  public FileJobJournal(Path directory) {
    this.directory = directory;
  }

  @Override
  public CompletableFuture<List<LostJob>> takeLost() {
    return later("read", this::readAndForget);
  }

  private List<LostJob> readAndForget() throws IOException {
    FileSystem files = directory.getFileSystem();
    List<LostJob> lost = new ArrayList<>();
    if (!files.exists(directory)) {
      return lost;
    }
    FileStatus[] entries = files.listStatus(directory);
    for (FileStatus entry : entries == null ? new FileStatus[0] : entries) {
      LostJob job = read(files, entry.getPath());
      if (job != null) {
        lost.add(job);
      }
      files.delete(entry.getPath(), false);
    }
    return lost;
  }

  private static LostJob read(FileSystem files, Path path) throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      String[] lines =
          new String(in.readNBytes(MAX_ENTRY_BYTES), StandardCharsets.UTF_8).split("\n", 2);
      if (lines.length < 2) {
        // Written only half: the job was not yet accepted.
        return null;
      }
      return new LostJob(JobID.fromHexString(path.getName()), lines[1], Long.parseLong(lines[0]));
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is not an entry of the job journal", path, e);
      return null;
    }
  }

  @Override
  public CompletableFuture<Void> accepted(JobID id, String name, long startMillis) {
    return later(
        "write",
        () -> {
          Path path = new Path(directory, id.toString());
          byte[] content = (startMillis + "\n" + name).getBytes(StandardCharsets.UTF_8);
          try (FSDataOutputStream out =
              directory.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            out.write(content);
          }
          return null;
        });
  }

  @Override
  public void ended(JobID id) {
    later(
        "clear", () -> directory.getFileSystem().delete(new Path(directory, id.toString()), false));
  }

  private <T> CompletableFuture<T> later(String verb, Callable<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    writer.execute(
        () -> {
          try {
            result.complete(action.call());
          } catch (Exception e) {
            LOG.warn("Could not {} the job journal in {}", verb, directory, e);
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn(
            "The job journal in {} was not complete after {} s", directory, CLOSE_TIMEOUT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
