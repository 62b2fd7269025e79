// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.checkpoint.file.MetadataCodec;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.AtomicPublish;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints in files of any file system that JobManager and workers reach. What publishes and
 * reads has threads of its own, so that a slow deletion holds no checkpoint up.
 *
 * <p>Only one ApplicationMaster may publish in the directory of a job: each leaves a file {@code
 * attempt-n} there when it takes the directory over, and publishes only if there is none with a
 * higher number.
 */
public final class FileCheckpointStorage implements CheckpointStorage, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileCheckpointStorage.class);
  private static final String ATTEMPT_PREFIX = "attempt-";
  private static final String PROBE_PREFIX = ".probe-";
  private static final Pattern SHARED_SEGMENT = Pattern.compile("(\\d{1,18})-.*");
  private static final int THREADS = 4;

  /** How long a directory is tried to be taken over; YARN waits longer for the registration. */
  private static final long PATIENCE_SECONDS = 180;

  private static final long RETRY_MILLIS = 500;

  private final int attempt;
  private final FaultPoints faults;
  private final ExecutorService worker = Executors.newFixedThreadPool(THREADS, r -> thread(r, ""));
  private final Deletions deletions = new Deletions(r -> thread(r, "-deletion"));

  /**
   * Makes a storage.
   *
   * @param attempt number of the ApplicationMaster among those of its session, from 1
   */
  public FileCheckpointStorage(int attempt) {
    this(attempt, FaultPoints.none());
  }

  /** As above, with moments at which a test lets something fail. */
  public FileCheckpointStorage(int attempt, FaultPoints faults) {
    this.attempt = attempt;
    this.faults = faults;
  }

  private static Thread thread(Runnable task, String what) {
    Thread thread = new Thread(task, "checkpoint-storage" + what);
    thread.setDaemon(true);
    return thread;
  }

  private static <T> CompletableFuture<T> later(ExecutorService executor, Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            try {
              done.complete(work.call());
            } catch (Exception | Error e) {
              done.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  @Override
  public CompletableFuture<Void> prepare(String directory) {
    return later(
        worker,
        () -> {
          Path path = new Path(directory);
          try {
            FileSystem files = path.getFileSystem();
            if (!files.mkdirs(path)) {
              throw new IOException("it could not be made");
            }
            Path probe = new Path(path, PROBE_PREFIX + Long.toHexString(System.nanoTime()));
            files.create(probe, WriteMode.OVERWRITE).close();
            files.delete(probe, false);
          } catch (IOException e) {
            deletions.add(directory, () -> deleteProbes(path));
            throw new FlyshuttleException(
                ErrorCode.INVALID_OPTION,
                "the directory of checkpoints "
                    + directory
                    + " cannot be written: "
                    + e.getMessage()
                    + "; set another one as state.checkpoints.dir, or grant access",
                e);
          }
          return null;
        });
  }

  /** What a failed attempt to write may have left; the directory too, if it is empty. */
  private static void deleteProbes(Path directory) throws IOException {
    FileSystem files = directory.getFileSystem();
    boolean empty = true;
    for (FileStatus entry : list(files, directory)) {
      if (entry.getPath().getName().startsWith(PROBE_PREFIX)) {
        files.delete(entry.getPath(), false);
      } else {
        empty = false;
      }
    }
    if (empty) {
      files.delete(directory, false);
    }
  }

  @Override
  public CompletableFuture<Found> takeOver(String base) {
    return takeOver(base, System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
  }

  /** A file system that is away for a moment must not cost a job its checkpoints. */
  private CompletableFuture<Found> takeOver(String base, long deadlineNanos) {
    return later(worker, () -> find(new Path(base)))
        .exceptionallyCompose(
            thrown -> {
              if (!(thrown instanceof IOException) || System.nanoTime() - deadlineNanos > 0) {
                return CompletableFuture.failedFuture(thrown);
              }
              LOG.warn(
                  "The checkpoints in {} cannot be read yet; it is tried again: {}",
                  base,
                  thrown.toString());
              return CompletableFuture.runAsync(
                      () -> {},
                      CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS))
                  .thenCompose(done -> takeOver(base, deadlineNanos));
            });
  }

  private Found find(Path base) throws IOException {
    FileSystem files = base.getFileSystem();
    files.mkdirs(base);
    files.create(new Path(base, ATTEMPT_PREFIX + attempt), WriteMode.OVERWRITE).close();
    List<CompletedCheckpoint> completed = new ArrayList<>();
    long highest = 0;
    for (FileStatus entry : list(files, base)) {
      OptionalLong id = CheckpointLayout.checkpointIdOf(entry.getPath().getName());
      if (id.isPresent()) {
        highest = Math.max(highest, id.getAsLong());
        readIfThere(files, entry.getPath(), completed);
      } else if (entry.getPath().getName().equals(CheckpointLayout.SHARED_DIRECTORY)) {
        highest = Math.max(highest, highestShared(files, entry.getPath()));
      }
    }
    completed.sort(Comparator.comparingLong(CompletedCheckpoint::id));
    return new Found(completed, highest);
  }

  private static void readIfThere(
      FileSystem files, Path directory, List<CompletedCheckpoint> completed) throws IOException {
    Path stop = new Path(directory, CheckpointLayout.SAVEPOINT_FILE);
    try {
      if (files.exists(CheckpointLayout.metadataFile(directory))) {
        completed.add(readNow(directory));
      } else if (files.exists(stop)) {
        completed.add(readNow(new Path(text(files, stop))));
      }
    } catch (FlyshuttleException e) {
      LOG.warn("A checkpoint that cannot be read is passed over", e);
    }
  }

  private static String text(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public CompletableFuture<Void> noteStop(String base, CompletedCheckpoint savepoint) {
    return later(
        worker,
        () -> {
          Path job = new Path(base);
          FileSystem files = job.getFileSystem();
          checkOwner(files, job);
          Path own = new Path(job, CheckpointLayout.checkpointDirectoryName(savepoint.id()));
          Path note = new Path(own, CheckpointLayout.SAVEPOINT_FILE);
          byte[] directory = savepoint.directory().getBytes(StandardCharsets.UTF_8);
          files.mkdirs(own);
          if (!AtomicPublish.publish(files, note, out -> out.write(directory))) {
            throw new FlyshuttleException(
                ErrorCode.CHECKPOINT_FAILED, note + " is there already; somebody else made it");
          }
          return null;
        });
  }

  private static long highestShared(FileSystem files, Path shared) throws IOException {
    long highest = 0;
    for (FileStatus entry : list(files, shared)) {
      highest = Math.max(highest, idOfShared(entry.getPath()).orElse(0));
    }
    return highest;
  }

  /** The checkpoint that a shared segment was written for; empty for any other file. */
  private static OptionalLong idOfShared(Path file) {
    Matcher name = SHARED_SEGMENT.matcher(file.getName());
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  private static List<FileStatus> list(FileSystem files, Path directory) throws IOException {
    try {
      FileStatus[] entries = files.listStatus(directory);
      return entries == null ? List.of() : List.of(entries);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public CompletableFuture<Long> publish(CompletedCheckpoint checkpoint) {
    return later(
        worker,
        () -> {
          Path directory = new Path(checkpoint.directory());
          FileSystem files = directory.getFileSystem();
          if (!checkpoint.metadata().kind().isSavepoint()) {
            checkOwner(files, new Path(checkpoint.base()));
          }
          byte[] bytes = MetadataCodec.toBytes(checkpoint.metadata());
          long id = checkpoint.metadata().checkpointId();
          faults.reached(FaultPoints.MASTER_BEFORE_PUBLISH, id);
          Path target = CheckpointLayout.metadataFile(directory);
          if (!AtomicPublish.publish(files, target, out -> out.write(bytes))) {
            throw new FlyshuttleException(
                ErrorCode.CHECKPOINT_FAILED, target + " is there already; somebody else made it");
          }
          faults.reached(FaultPoints.MASTER_AFTER_PUBLISH, id);
          return (long) bytes.length;
        });
  }

  private void checkOwner(FileSystem files, Path base) throws IOException {
    for (FileStatus entry : list(files, base)) {
      String name = entry.getPath().getName();
      if (name.startsWith(ATTEMPT_PREFIX)) {
        int other = Integer.parseInt(name.substring(ATTEMPT_PREFIX.length()));
        if (other > attempt) {
          throw new FlyshuttleException(
              ErrorCode.CHECKPOINT_FAILED,
              "a later ApplicationMaster (attempt " + other + ") has taken the job over");
        }
      }
    }
  }

  @Override
  public CompletableFuture<CompletedCheckpoint> read(String path) {
    return later(worker, () -> readNow(new Path(path)));
  }

  private static CompletedCheckpoint readNow(Path path) throws IOException {
    CheckpointMetadata metadata = MetadataCodec.read(path);
    Path directory = CheckpointLayout.metadataFile(path).getParent();
    return new CompletedCheckpoint(
        directory.toString(),
        CheckpointLayout.baseOf(directory, metadata.kind()).toString(),
        metadata);
  }

  @Override
  public CompletableFuture<Void> delete(List<String> paths) {
    CompletableFuture<?>[] all =
        paths.stream()
            .map(path -> deletions.add(path, () -> deleteNow(new Path(path))))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all);
  }

  @Override
  public CompletableFuture<Void> deleteIfWithoutCheckpoint(String base) {
    return deletions.add(
        base,
        () -> {
          Path directory = new Path(base);
          boolean any =
              list(directory.getFileSystem(), directory).stream()
                  .anyMatch(
                      entry ->
                          CheckpointLayout.checkpointIdOf(entry.getPath().getName()).isPresent());
          if (!any) {
            deleteNow(directory);
          }
        });
  }

  private static void deleteNow(Path path) throws IOException {
    path.getFileSystem().delete(path, true);
  }

  @Override
  public CompletableFuture<Void> sweep(String base, List<CompletedCheckpoint> kept, long below) {
    Set<String> keptFiles = new HashSet<>();
    kept.forEach(checkpoint -> keptFiles.addAll(checkpoint.metadata().files()));
    Set<Long> keptIds = new HashSet<>();
    kept.forEach(checkpoint -> keptIds.add(checkpoint.id()));
    return deletions.add(
        "what belongs to no checkpoint in " + base,
        () -> sweepNow(new Path(base), keptIds, keptFiles, below));
  }

  private static void sweepNow(Path directory, Set<Long> keptIds, Set<String> keptFiles, long below)
      throws IOException {
    FileSystem files = directory.getFileSystem();
    for (FileStatus entry : list(files, directory)) {
      OptionalLong id = CheckpointLayout.checkpointIdOf(entry.getPath().getName());
      if (id.isPresent() && id.getAsLong() < below && !keptIds.contains(id.getAsLong())) {
        deleteNow(entry.getPath());
      }
    }
    Path shared = new Path(directory, CheckpointLayout.SHARED_DIRECTORY);
    for (FileStatus entry : list(files, shared)) {
      String name = CheckpointLayout.SHARED_DIRECTORY + "/" + entry.getPath().getName();
      OptionalLong id = idOfShared(entry.getPath());
      if (!keptFiles.contains(name) && id.orElse(0) < below) {
        deleteNow(entry.getPath());
      }
    }
  }

  @Override
  public CompletableFuture<Void> deleteAborted(String base, long checkpointId) {
    return deletions.add(
        "checkpoint " + checkpointId + " in " + base,
        () -> deleteAbortedNow(new Path(base), checkpointId));
  }

  private static void deleteAbortedNow(Path directory, long checkpointId) throws IOException {
    deleteNow(new Path(directory, CheckpointLayout.checkpointDirectoryName(checkpointId)));
    Path shared = new Path(directory, CheckpointLayout.SHARED_DIRECTORY);
    for (FileStatus entry : list(directory.getFileSystem(), shared)) {
      if (idOfShared(entry.getPath()).equals(OptionalLong.of(checkpointId))) {
        deleteNow(entry.getPath());
      }
    }
  }

  @Override
  public CompletableFuture<Void> idle() {
    return deletions.idle();
  }

  /** Ends the threads after what they have to do now. */
  @Override
  public void close() {
    worker.shutdown();
    deletions.close();
  }
}
