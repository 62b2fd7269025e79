// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.BlobServerOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.worker.task.JobCode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class JobLibraryTest {

  @TempDir Path directory;

  /** What is to be done, by the seconds after which. */
  private final Map<Long, Runnable> alarms = new HashMap<>();

  /** A jar with one class whose {@code toString} tells its version. */
  private Path jar(String version) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("v" + version).resolve("shop"));
    Path source = folder.resolve("Price.java");
    Files.writeString(
        source,
        "package shop; public class Price { public String toString() { return \""
            + version
            + "\"; } }");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertEquals(0, compiler.run(null, null, null, source.toString()));
    Path jar = directory.resolve("price-" + version + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("shop/Price.class"));
      out.write(Files.readAllBytes(folder.resolve("Price.class")));
    }
    return jar;
  }

  private static JobFile file(Path path, boolean onClasspath) throws Exception {
    byte[] bytes = Files.readAllBytes(path);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return new JobFile(
        path.getFileName().toString(),
        path.toUri().toString(),
        digest,
        bytes.length,
        onClasspath ? JobFile.Use.CLASS_PATH : JobFile.Use.CACHED);
  }

  private static JobContext job(JobFile... files) {
    return new JobContext(
        new JobID(),
        "job",
        JobType.BATCH,
        List.of(files),
        CodeBytes.write(new ExecutionConfig(), "execution config"));
  }

  /** One that keeps no file that no job needs. */
  private JobLibrary library() {
    return library(new Configuration().set(BlobServerOptions.CLEANUP_INTERVAL, 0L), "worker");
  }

  private JobLibrary library(Configuration configuration, String folder) {
    return library(configuration, folder, JobLibraryTest.class.getClassLoader());
  }

  private JobLibrary library(Configuration configuration, String folder, ClassLoader parent) {
    return new JobLibrary(
        directory.resolve(folder),
        configuration,
        parent,
        (delay, action) -> alarms.put(delay.toSeconds(), action));
  }

  private List<Path> copies() throws IOException {
    Path root = directory.resolve("worker");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String version(JobCode code) throws Exception {
    return code.loader().loadClass("shop.Price").getDeclaredConstructor().newInstance().toString();
  }

  @Test
  void shouldRunTwoVersionsOfAClassSideBySide() throws Exception {
    JobLibrary library = library();
    JobContext first = job(file(jar("1"), true));
    JobContext second = job(file(jar("2"), true));
    JobCode one = library.open(first);
    JobCode two = library.open(second);

    assertEquals("1", version(one));
    assertEquals("2", version(two));
    assertSame(one, library.open(first));
    library.release(first.id());
    library.release(second.id());
    assertEquals(0, library.size());
    assertEquals(List.of(), copies());
  }

  @Test
  void shouldFetchAFileOncePerContent() throws Exception {
    JobLibrary library = library();
    JobFile shared = file(jar("1"), true);
    JobContext first = job(shared);
    JobContext second = job(shared);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<JobCode>> opened = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      JobContext wanted = i % 2 == 0 ? first : second;
      opened.add(threads.submit(() -> library.open(wanted)));
    }
    for (Future<JobCode> each : opened) {
      each.get();
    }
    threads.shutdown();

    assertEquals(1, copies().size());
    assertNotSame(library.open(first).loader(), library.open(second).loader());
    library.release(first.id());
    assertEquals(1, copies().size(), "the other job still needs it");
    assertEquals("1", version(library.open(second)));
    library.release(second.id());
    assertEquals(List.of(), copies());
  }

  @Test
  void shouldKeepAFileForTheNextJobUntilTheIntervalIsOver() throws Exception {
    JobLibrary library =
        library(new Configuration().set(BlobServerOptions.CLEANUP_INTERVAL, 7L), "worker");
    JobFile shared = file(jar("1"), true);
    JobContext first = job(shared);
    library.open(first);
    library.release(first.id());
    assertEquals(1, copies().size());
    Runnable ofFirst = alarms.remove(7L);

    Files.delete(Path.of(java.net.URI.create(shared.path())));
    JobContext second = job(shared);
    assertEquals("1", version(library.open(second)), "what is there is not fetched again");
    ofFirst.run();
    assertEquals(1, copies().size(), "the second job needs it");
    library.release(second.id());
    ofFirst.run();
    assertEquals(1, copies().size(), "an earlier alarm does not shorten the second job's interval");
    alarms.remove(7L).run();
    assertEquals(List.of(), copies());
  }

  @Test
  void shouldFetchAgainWhatCouldNotBeFetched() throws Exception {
    JobLibrary library = library(new Configuration(), "worker");
    Path jar = jar("1");
    byte[] content = Files.readAllBytes(jar);
    JobFile file = file(jar, true);
    Files.delete(jar);
    assertThrows(FlyshuttleException.class, () -> library.open(job(file)));
    Files.write(jar, content);
    assertEquals("1", version(library.open(job(file))));
  }

  @Test
  void shouldRefuseAFileThatIsNotWhatItWas() throws Exception {
    JobLibrary library = library();
    Path jar = jar("1");
    JobContext job = job(file(jar, true));
    Files.writeString(jar, "changed");
    FlyshuttleException refused = assertThrows(FlyshuttleException.class, () -> library.open(job));
    assertEquals(ErrorCode.DATA_CORRUPT, refused.code());
    assertTrue(refused.getMessage().contains(jar.getFileName().toString()));
    assertEquals(List.of(), copies());
    assertEquals(0, library.size());
  }

  @Test
  void shouldSayWhichFileIsMissing() throws Exception {
    Path jar = jar("1");
    JobContext job = job(file(jar, true));
    Files.delete(jar);
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> library().open(job));
    assertEquals(ErrorCode.FILE_SYSTEM_UNAVAILABLE, refused.code());
    assertTrue(refused.getMessage().contains("price-1.jar"), refused::getMessage);
  }

  @Test
  void shouldFetchFilesWhoseNamesHaveSpaces() throws Exception {
    JobLibrary library = library();
    Path data = Files.writeString(directory.resolve("of 100% all.txt"), "hello");
    JobContext job = job(file(data, false));
    assertEquals("hello", Files.readString(library.open(job).cachedFiles().get("of 100% all.txt")));
    library.release(job.id());
  }

  @Test
  void shouldOfferCachedFilesAndNoNamesThatLeaveTheDirectory() throws Exception {
    JobLibrary library = library();
    Path data = Files.writeString(directory.resolve("data.txt"), "hello");
    JobFile plain = file(data, false);
    JobFile sly =
        new JobFile("../../escape", plain.path(), plain.sha256(), plain.size(), JobFile.Use.CACHED);
    JobContext job = job(sly);
    Path copy = library.open(job).cachedFiles().get("../../escape");
    assertEquals("hello", Files.readString(copy));
    assertTrue(copy.startsWith(directory.resolve("worker")));
    library.release(job.id());
  }

  @Test
  void shouldLetGoOfClassesAndRunHooks() throws Exception {
    JobLibrary library = library();
    JobContext job = job(file(jar("1"), true));
    List<String> ran = new ArrayList<>();
    WeakReference<ClassLoader> loader = open(library, job, ran);
    library.release(job.id());
    assertEquals(List.of("first"), ran);
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
    }
    assertNull(loader.get(), "something keeps the classes of a job that has ended");
  }

  private static WeakReference<ClassLoader> open(
      JobLibrary library, JobContext job, List<String> ran) throws Exception {
    JobCode code = library.open(job);
    assertEquals("1", version(code));
    code.releaseHooks().registerIfAbsent("hook", () -> ran.add("first"));
    code.releaseHooks().registerIfAbsent("hook", () -> ran.add("second"));
    return new WeakReference<>(code.loader());
  }

  @Test
  void shouldLetTheEnginesClassesWinIfSoConfigured() throws Exception {
    Configuration parentFirst = new Configuration();
    parentFirst.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    for (Configuration configuration : List.of(new Configuration(), parentFirst)) {
      JobContext ofParent = job(file(jar("1"), true));
      JobLibrary outer = library(new Configuration(), "outer");
      JobLibrary inner = library(configuration, "inner", outer.open(ofParent).loader());
      JobContext job = job(file(jar("2"), true));
      assertEquals(configuration == parentFirst ? "1" : "2", version(inner.open(job)));
      inner.release(job.id());
      outer.release(ofParent.id());
    }
  }
}
