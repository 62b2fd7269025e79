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
import io.flyshuttle.protocol.message.JobArchive;
import io.flyshuttle.protocol.wire.JobArchives;
import io.flyshuttle.protocol.wire.JobGraphs;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files in one directory, which appear whole or not at all:
 *
 * <pre>
 * &lt;job id&gt;              a running job: start, name, graph
 * completing-&lt;job id&gt;   the same job when its tasks have finished: an archive
 * archive-&lt;job id&gt;      a job that has ended: an archive; what is left of the two above is void
 * attempt-&lt;number&gt;      an ApplicationMaster has taken over
 * </pre>
 */
public final class FileJobJournal implements JobJournal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJobJournal.class);
  private static final String MARK = "attempt-";
  private static final String COMPLETING = "completing-";
  private static final String ARCHIVE = "archive-";
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
  public CompletableFuture<Left> takeOver() {
    return later("read", this::fenceAndRead);
  }

  /**
   * First the mark, then the list: an earlier ApplicationMaster writes first and then looks for the
   * mark, so that one of the two sees the other.
   */
  private Left fenceAndRead() throws IOException {
    FileSystem files = directory.getFileSystem();
    if (attempt > 1) {
      files.create(new Path(directory, MARK + attempt), FileSystem.WriteMode.OVERWRITE).close();
    }
    if (!files.exists(directory)) {
      return Left.nothing();
    }
    List<Path> entries = new ArrayList<>();
    Map<JobID, JobArchive> completing = new HashMap<>();
    Map<JobID, JobArchive> ended = new HashMap<>();
    for (FileStatus entry : files.listStatus(directory)) {
      Path path = entry.getPath();
      if (isEntry(path)) {
        entries.add(path);
      } else if (path.getName().startsWith(COMPLETING)) {
        readArchive(files, path).ifPresent(archive -> completing.put(archive.id(), archive));
      } else if (path.getName().startsWith(ARCHIVE)) {
        readArchive(files, path).ifPresent(archive -> ended.put(archive.id(), archive));
      }
    }
    List<StoredJob> running = new ArrayList<>();
    for (Path entry : entries) {
      JobID id = JobID.fromHexString(entry.getName());
      if (ended.containsKey(id)) {
        clear(files, id);
      } else {
        running.add(read(files, entry, completing.get(id)));
      }
    }
    return new Left(
        running,
        ended.values().stream().sorted(Comparator.comparingLong(JobArchive::endMillis)).toList());
  }

  private void clear(FileSystem files, JobID id) throws IOException {
    files.delete(new Path(directory, COMPLETING + id), false);
    files.delete(new Path(directory, id.toString()), false);
  }

  private static Optional<JobArchive> readArchive(FileSystem files, Path path) {
    try (FSDataInputStream in = files.open(path)) {
      return Optional.of(JobArchives.fromBytes(in.readAllBytes()));
    } catch (IOException | FlyshuttleException e) {
      LOG.error("How the job of {} ended cannot be read", path, e);
      return Optional.empty();
    }
  }

  private static boolean isEntry(Path path) {
    return path.getName().matches("[0-9a-f]{32}");
  }

  private static StoredJob read(FileSystem files, Path path, JobArchive completing) {
    JobID id = JobID.fromHexString(path.getName());
    String name = "";
    long startMillis = 0;
    try (FSDataInputStream stream = files.open(path);
        DataInputStream in = new DataInputStream(stream)) {
      startMillis = in.readLong();
      name = in.readUTF();
      return new StoredJob(
          id, name, startMillis, JobGraphs.fromBytes(in.readAllBytes()), completing);
    } catch (IOException | FlyshuttleException e) {
      LOG.error("The stored graph {} of job \"{}\" cannot be read", path, name, e);
      return new StoredJob(id, name, startMillis, null, completing);
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
  public CompletableFuture<Void> completing(JobArchive job) {
    return later(
        "write",
        () -> {
          write(COMPLETING, job);
          return null;
        });
  }

  @Override
  public void ended(JobArchive job) {
    later(
        "write",
        () -> {
          write(ARCHIVE, job);
          clear(directory.getFileSystem(), job.id());
          return null;
        });
  }

  private void write(String prefix, JobArchive job) throws IOException {
    byte[] bytes = JobArchives.toBytes(job);
    AtomicPublish.publish(
        directory.getFileSystem(),
        new Path(directory, prefix + job.id()),
        stream -> stream.write(bytes));
  }

  @Override
  public void forgotten(JobID id) {
    later(
        "clear", () -> directory.getFileSystem().delete(new Path(directory, ARCHIVE + id), false));
  }

  @Override
  public CompletableFuture<Void> idle() {
    return later("end", () -> null);
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
