// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import java.io.PrintStream;

/**
 * The two streams of a command. Results, as {@code key=value} lines that a script or a scheduler
 * can parse, go to standard output and to nothing else; everything for people goes to standard
 * error. Schedulers keep only the first 2048 characters of standard output, so it stays short.
 */
final class Console {
  private final PrintStream results;
  private final PrintStream messages;

  Console(PrintStream results, PrintStream messages) {
    this.results = results;
    this.messages = messages;
  }

  /** One result. */
  void result(String key, String value) {
    results.println(key + "=" + value.replace("\\", "\\\\").replace("\n", "\\n"));
    results.flush();
  }

  /** Output of a command whose purpose is to print: a list, a plan. */
  void print(String text) {
    results.println(text);
    results.flush();
  }

  /** A line for people. */
  void say(String format, Object... arguments) {
    messages.println(arguments.length == 0 ? format : String.format(format, arguments));
    messages.flush();
  }

  /** One line about what looks like a mistake and is none for certain. */
  void warn(String text) {
    say("%s", "warning: " + text.replace('\n', ' '));
  }

  PrintStream messages() {
    return messages;
  }
}
