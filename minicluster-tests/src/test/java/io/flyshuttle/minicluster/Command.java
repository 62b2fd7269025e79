// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A child process and what it prints. Never outlives its time limit. */
final class Command {
  private static final long LIMIT_SECONDS = 600;

  /**
   * How a command ended.
   *
   * @param status its exit status
   * @param out its standard output
   * @param err its standard error
   */
  record Result(int status, String out, String err) {

    /** The value of a line {@code key=value} on standard output. */
    String value(String key) {
      Matcher matcher =
          Pattern.compile("^" + Pattern.quote(key) + "=(.*)$", Pattern.MULTILINE).matcher(out);
      if (!matcher.find()) {
        throw new AssertionError("no line " + key + "=... in:\n" + this);
      }
      return matcher.group(1);
    }

    Result orFail() {
      if (status != 0) {
        throw new AssertionError("the command failed:\n" + this);
      }
      return this;
    }

    @Override
    public String toString() {
      return "status " + status + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path directory;

  Command(String... words) {
    this.words.addAll(List.of(words));
  }

  Command with(String... more) {
    words.addAll(List.of(more));
    return this;
  }

  Command env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Command in(Path directory) {
    this.directory = directory;
    return this;
  }

  /** Starts it, with output to files and no input. */
  Running start() {
    try {
      Path out = Files.createTempFile("command", ".out");
      Path err = Files.createTempFile("command", ".err");
      // for commands that nobody waits for
      out.toFile().deleteOnExit();
      err.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("HADOOP_"));
      environment.forEach(builder.environment()::put);
      if (directory != null) {
        builder.directory(directory.toFile());
      }
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end. */
  Result run() {
    return start().await();
  }

  /** A command that runs. */
  static final class Running {
    private final Process process;
    private final Path out;
    private final Path err;

    Running(Process process, Path out, Path err) {
      this.process = process;
      this.out = out;
      this.err = err;
    }

    /** What it has printed so far. */
    String out() {
      return read(out);
    }

    /** What it has complained of so far. */
    String err() {
      return read(err);
    }

    boolean isAlive() {
      return process.isAlive();
    }

    /** Asks it to end, as Ctrl-C does. */
    void terminate() {
      process.destroy();
    }

    void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }

    Result await() {
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          kill();
          throw new AssertionError(
              "no end after " + LIMIT_SECONDS + " s\n--- out\n" + out() + "\n--- err\n" + err());
        }
        Result result = new Result(process.exitValue(), out(), err());
        Files.delete(out);
        Files.delete(err);
        return result;
      } catch (InterruptedException e) {
        kill();
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
