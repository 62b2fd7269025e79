// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The flat configuration file: one {@code key: value} a line, {@code #} begins a comment. */
public final class ConfigurationFile {
  private ConfigurationFile() {}

  /** Reads a file; an absent one is empty. */
  public static Configuration read(Path file) {
    if (!Files.exists(file)) {
      return new Configuration();
    }
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    } catch (IOException e) {
      throw new FlyshuttleException(ErrorCode.INVALID_OPTION, "cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Parses the text of a file.
   *
   * @param origin named in errors
   */
  public static Configuration parse(String text, String origin) {
    Configuration configuration = new Configuration();
    int number = 0;
    for (String raw : text.split("\n")) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.equals("---")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || (colon + 1 < line.length() && line.charAt(colon + 1) != ' ')) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_OPTION,
            origin + ", line " + number + ": expected \"key: value\", found \"" + line + "\"");
      }
      configuration.setString(line.substring(0, colon).strip(), value(line.substring(colon + 1)));
    }
    return configuration;
  }

  private static String value(String raw) {
    String text = raw.strip();
    if (text.length() >= 2
        && (text.charAt(0) == '"' || text.charAt(0) == '\'')
        && text.charAt(text.length() - 1) == text.charAt(0)) {
      return text.substring(1, text.length() - 1);
    }
    int comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }

  /** Writes a configuration so that {@link #parse} reads it. */
  public static String print(Configuration configuration) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : new TreeMap<>(configuration.toMap()).entrySet()) {
      String value = entry.getValue().replace('\n', ' ');
      text.append(entry.getKey()).append(": \"").append(value).append("\"\n");
    }
    return text.toString();
  }
}
