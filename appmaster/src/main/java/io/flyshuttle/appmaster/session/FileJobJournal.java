// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.AtomicPublish;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.wire.JobGraphs;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file per running job in a directory: its name is the job's id, its content start, name and
 * graph. Files appear whole or not at all.
 */
public final class FileJobJournal implements JobJournal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJobJournal.class);
  private static final String MARK = "attempt-";
  private static final int MAX_NAME = 10_000;
  private static final long CLOSE_TIMEOUT_SECONDS = 10;

  private final Path directory;
  private final int attempt;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "job-journal");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Keeps the journal in {@code directory}, which need not exist.
   *
   * @param attempt number of this ApplicationMaster among those of its session, from 1
   */
  public FileJobJournal(Path directory, int attempt) {
    this.attempt = attempt;
    this.directory = directory;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public CompletableFuture<List<StoredJob>> takeOver() {
    return later("read", this::fenceAndRead);
  }

  /**
   * First the mark, then the list: an earlier ApplicationMaster writes first and then looks for the
   * mark, so that one of the two sees the other.
   */
  private List<StoredJob> fenceAndRead() throws IOException {
    FileSystem files = directory.getFileSystem();
    List<StoredJob> stored = new ArrayList<>();
    if (attempt > 1) {
      files.create(new Path(directory, MARK + attempt), FileSystem.WriteMode.OVERWRITE).close();
    }
    if (!files.exists(directory)) {
      return stored;
    }
    for (FileStatus entry : files.listStatus(directory)) {
      if (isEntry(entry.getPath())) {
        stored.add(read(files, entry.getPath()));
      }
    }
    return stored;
  }

  private static boolean isEntry(Path path) {
    return path.getName().matches("[0-9a-f]{32}");
  }

  private static StoredJob read(FileSystem files, Path path) {
    JobID id = JobID.fromHexString(path.getName());
    String name = "";
    long startMillis = 0;
    try (FSDataInputStream stream = files.open(path);
        DataInputStream in = new DataInputStream(stream)) {
      startMillis = in.readLong();
      name = in.readUTF();
      return new StoredJob(id, name, startMillis, JobGraphs.fromBytes(in.readAllBytes()));
    } catch (IOException | FlyshuttleException e) {
      LOG.error("The stored graph {} of job \"{}\" cannot be read", path, name, e);
      return new StoredJob(id, name, startMillis, null);
    }
  }

  @Override
  public CompletableFuture<Void> accepted(JobGraph graph, long startMillis) {
    return later(
        "write",
        () -> {
          Path path = new Path(directory, graph.id().toString());
          FileSystem files = directory.getFileSystem();
          byte[] bytes = JobGraphs.toBytes(graph);
          AtomicPublish.publish(
              files,
              path,
              stream -> {
                DataOutputStream out = new DataOutputStream(stream);
                out.writeLong(startMillis);
                out.writeUTF(graph.name().substring(0, Math.min(MAX_NAME, graph.name().length())));
                out.write(bytes);
                out.flush();
              });
          requireNoLater(files, path);
          return null;
        });
  }

  private void requireNoLater(FileSystem files, Path entry) throws IOException {
    for (FileStatus other : files.listStatus(directory)) {
      String name = other.getPath().getName();
      if (name.startsWith(MARK) && Integer.parseInt(name.substring(MARK.length())) > attempt) {
        files.delete(entry, false);
        throw new FlyshuttleException(
            ErrorCode.SESSION_NOT_READY,
            "another ApplicationMaster has taken the session over: submit the job again");
      }
    }
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
