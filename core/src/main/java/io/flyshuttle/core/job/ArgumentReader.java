// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import java.util.function.BiConsumer;

/** Reads {@code --key value}, {@code -key value} and keys without value. */
final class ArgumentReader {
  private ArgumentReader() {}

  /** Hands each key with its value, or {@code noValue}, to {@code sink}. */
  static void read(String[] args, String noValue, BiConsumer<String, String> sink) {
    int i = 0;
    while (i < args.length) {
      String key = keyOf(args, i);
      i++;
      if (i >= args.length || (args[i].startsWith("-") && !isNumber(args[i]))) {
        sink.accept(key, noValue);
      } else {
        sink.accept(key, args[i]);
        i++;
      }
    }
  }

  private static String keyOf(String[] args, int i) {
    String argument = args[i];
    if (!argument.startsWith("-")) {
      throw new IllegalArgumentException(
          "The argument \""
              + argument
              + "\" is no key: keys begin with - or --, as in --input hdfs:///words. Arguments: "
              + String.join(" ", args));
    }
    String key = argument.startsWith("--") ? argument.substring(2) : argument.substring(1);
    if (key.isEmpty()) {
      throw new IllegalArgumentException(
          "A key is missing after \"" + argument + "\". Arguments: " + String.join(" ", args));
    }
    return key;
  }

  /** A value may be a negative number although it begins with a dash. */
  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
