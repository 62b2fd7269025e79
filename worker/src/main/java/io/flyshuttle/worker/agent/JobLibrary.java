// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.UserClassLoader;
import io.flyshuttle.core.option.BlobServerOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.worker.task.JobCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classes and files of the jobs in this worker. A file is fetched once per content, whatever number
 * of tasks and jobs need it, and checked; each job has one class loader. Usable by any thread.
 */
final class JobLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(JobLibrary.class);

  private static final String UNPACKED = "directory";

  private final Path directory;
  private final Configuration configuration;
  private final ClassLoader parent;
  private final Alarm alarm;
  private final Duration keptUnused;
  private final Map<JobID, Entry> jobs = new HashMap<>();

  /** Local copies by content, with the number of jobs that need each. */
  private final Map<String, LocalFile> files = new HashMap<>();

  private static final class LocalFile {
    final CompletableFuture<Path> copy = new CompletableFuture<>();
    int users;

    /** Raised whenever the file comes into use or out of it, so that a late removal is void. */
    int uses;
  }

  /** Does something later, on any thread. */
  @FunctionalInterface
  interface Alarm {
    void after(Duration delay, Runnable action);
  }

  private static final class Entry {
    final List<String> digests = new ArrayList<>();
    final Map<String, Runnable> hooks = new LinkedHashMap<>();
    final CompletableFuture<JobCode> code = new CompletableFuture<>();
    UserClassLoader loader;
  }

  /**
   * @param directory where files are kept
   * @param parent loader of the engine's classes
   * @param alarm removes files that no job has needed for blob.service.cleanup.interval
   */
  JobLibrary(Path directory, Configuration configuration, ClassLoader parent, Alarm alarm) {
    this.alarm = alarm;
    this.keptUnused = Duration.ofSeconds(configuration.get(BlobServerOptions.CLEANUP_INTERVAL));
    this.directory = directory;
    this.configuration = configuration;
    this.parent = parent;
  }

  /** A job's code; fetches it if need be, so call it on a thread that may wait. */
  JobCode open(JobContext job) throws Exception {
    Entry entry;
    boolean first;
    synchronized (this) {
      entry = jobs.get(job.id());
      first = entry == null;
      if (first) {
        entry = new Entry();
        jobs.put(job.id(), entry);
      }
    }
    if (first) {
      try {
        entry.code.complete(load(job, entry));
      } catch (Throwable e) {
        synchronized (this) {
          jobs.remove(job.id(), entry);
        }
        letGo(entry);
        entry.code.completeExceptionally(e);
      }
    }
    try {
      return entry.code.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private JobCode load(JobContext job, Entry entry) throws Exception {
    List<URL> jars = new ArrayList<>();
    Map<String, Path> cached = new HashMap<>();
    for (JobFile file : job.files()) {
      Path copy = localCopy(file, entry);
      if (file.onClasspath()) {
        jars.add(copy.toUri().toURL());
      } else {
        cached.put(file.name(), forFunctions(file, copy));
      }
    }
    ClassLoader loader = parent;
    if (!jars.isEmpty()) {
      boolean childFirst =
          !"parent-first".equals(configuration.get(CoreOptions.CLASSLOADER_RESOLVE_ORDER));
      entry.loader =
          new UserClassLoader(
              jars.toArray(new URL[0]),
              parent,
              childFirst,
              configuration.get(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL));
      loader = entry.loader;
    }
    ExecutionConfig executionConfig = CodeBytes.read(job.executionConfig(), loader);
    return new JobCode(
        loader,
        executionConfig,
        cached,
        (name, hook) -> {
          synchronized (entry) {
            entry.hooks.putIfAbsent(name, hook);
          }
        });
  }

  private Path localCopy(JobFile file, Entry entry) throws IOException {
    LocalFile local;
    boolean first;
    synchronized (this) {
      local = files.get(file.sha256());
      first = local == null;
      if (first) {
        local = new LocalFile();
        files.put(file.sha256(), local);
      }
      local.users++;
      local.uses++;
      entry.digests.add(file.sha256());
    }
    if (first) {
      try {
        local.copy.complete(fetch(file));
      } catch (IOException | RuntimeException e) {
        local.copy.completeExceptionally(e);
      }
    }
    try {
      return local.copy.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FlyshuttleException coded) {
        throw coded;
      }
      throw new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE,
          "the job's file "
              + file.path()
              + " could not be fetched: "
              // a server's answer has its stack trace behind the first line
              + e.getCause().toString().lines().findFirst().orElse(""),
          e.getCause());
    }
  }

  private Path fetch(JobFile file) throws IOException {
    long start = System.nanoTime();
    Path folder = directory.resolve(file.sha256());
    Files.createDirectories(folder);
    // only the last part of a name that came from outside
    Path target = folder.resolve(Path.of("/" + file.name()).normalize().getFileName());
    MessageDigest digest = sha256();
    long size = 0;
    io.flyshuttle.core.file.Path source = new io.flyshuttle.core.file.Path(URI.create(file.path()));
    try (InputStream in = source.getFileSystem().open(source);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] chunk = new byte[64 << 10];
      int count;
      while ((count = in.read(chunk)) >= 0) {
        out.write(chunk, 0, count);
        digest.update(chunk, 0, count);
        size += count;
      }
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(file.sha256())) {
      Files.delete(target);
      throw new FlyshuttleException(
          ErrorCode.DATA_CORRUPT,
          String.format(
              "the job's file %s has changed: its digest is %s, not %s; submit the job again",
              file.path(), found, file.sha256()));
    }
    LOG.info(
        "Fetched {} ({} bytes) in {} ms",
        file.path(),
        size,
        (System.nanoTime() - start) / 1_000_000);
    return target;
  }

  /** What functions see of a copy. Several jobs may come for the same. */
  private static synchronized Path forFunctions(JobFile file, Path copy) throws IOException {
    if (file.use() == JobFile.Use.EXECUTABLE && !copy.toFile().setExecutable(true, true)) {
      throw new IOException("the cached file " + copy + " cannot be made executable");
    }
    if (file.use() != JobFile.Use.DIRECTORY) {
      return copy;
    }
    Path unpacked = copy.resolveSibling(UNPACKED);
    if (!Files.exists(unpacked)) {
      Path partial = copy.resolveSibling(UNPACKED + ".part");
      unpack(copy, partial);
      Files.move(partial, unpacked);
    }
    return unpacked;
  }

  private static void unpack(Path archive, Path target) throws IOException {
    Files.createDirectories(target);
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("the entry " + entry.getName() + " leaves the directory");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows SHA-256", e);
    }
  }

  /** A job has ended: lets go of its loader and of files that no other job needs. */
  void release(JobID job) {
    Entry entry;
    synchronized (this) {
      entry = jobs.remove(job);
    }
    if (entry != null) {
      letGo(entry);
    }
  }

  void releaseAll() {
    jobs().forEach(this::release);
  }

  /** The jobs with code here. */
  synchronized List<JobID> jobs() {
    return new ArrayList<>(jobs.keySet());
  }

  private void letGo(Entry entry) {
    List<Runnable> hooks;
    synchronized (entry) {
      hooks = new ArrayList<>(entry.hooks.values());
      entry.hooks.clear();
    }
    for (Runnable hook : hooks) {
      try {
        hook.run();
      } catch (RuntimeException e) {
        LOG.warn("A user's hook failed while the job's classes were let go", e);
      }
    }
    try {
      if (entry.loader != null) {
        entry.loader.close();
      }
    } catch (IOException e) {
      LOG.warn("The loader of a job's classes did not close", e);
    }
    entry.digests.forEach(this::letGo);
  }

  /** A job needs a file no more. The next job may well need it again, so it stays for a while. */
  private void letGo(String digest) {
    int use;
    synchronized (this) {
      LocalFile file = files.get(digest);
      if (file == null || --file.users > 0) {
        return;
      }
      use = ++file.uses;
      if (file.copy.isCompletedExceptionally()) {
        files.remove(digest);
        return;
      }
    }
    if (keptUnused.isZero() || keptUnused.isNegative()) {
      removeUnused(digest, use);
    } else {
      alarm.after(keptUnused, () -> removeUnused(digest, use));
    }
  }

  private void removeUnused(String digest, int use) {
    synchronized (this) {
      LocalFile file = files.get(digest);
      if (file != null && file.uses == use) {
        files.remove(digest);
        // under the lock: a job that needs the same content fetches it to the same place
        delete(file.copy.join());
      }
    }
  }

  private static void delete(Path file) {
    try {
      try (Stream<Path> all = Files.walk(file.getParent())) {
        // the deepest first
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException e) {
      LOG.warn("Could not delete {}, a file of a job that has ended", file, e);
    }
  }

  /** How many jobs have code here. */
  synchronized int size() {
    return jobs.size();
  }
}
