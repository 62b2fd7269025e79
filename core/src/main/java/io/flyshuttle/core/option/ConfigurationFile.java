// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flat configuration file: one {@code key: value} a line; {@code #} begins a comment; a value
 * may stand in single or double quotes. Nothing is nested.
 */
public final class ConfigurationFile {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFile.class);

  /** Names under which the file is looked for; the first is the one to use. */
  private static final List<String> NAMES =
      List.of("flyshuttle.yaml", "flyshuttle-conf.yaml", "flink-conf.yaml");

  private final Configuration configuration = new Configuration();
  private final Map<String, Integer> lines = new HashMap<>();
  private final String origin;

  private ConfigurationFile(String origin) {
    this.origin = origin;
  }

  /** The file in a directory: the first that is there, else the one that would be used. */
  public static Path find(Path directory) {
    for (String name : NAMES) {
      Path file = directory.resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return directory.resolve(NAMES.get(0));
  }

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
   * Parses the text of a file. Values are checked against the options of their keys; a key without
   * an option is kept.
   *
   * @param origin named in errors
   * @throws FlyshuttleException if a line cannot be read, naming it
   */
  public static Configuration parse(String text, String origin) {
    ConfigurationFile file = new ConfigurationFile(origin);
    int number = 0;
    for (String line : text.split("\\R")) {
      file.line(line, ++number);
    }
    return file.configuration;
  }

  private void line(String line, int number) {
    String content = line.strip();
    if (content.isEmpty() || content.startsWith("#") || content.equals("---")) {
      return;
    }
    if (Character.isWhitespace(line.charAt(0)) || content.startsWith("- ")) {
      throw fault(
          number,
          "\""
              + content
              + "\" is nested, but settings are flat: write the whole key, as in"
              + " taskmanager.heap.mb: 2048",
          null);
    }
    int colon = content.indexOf(':');
    boolean spaced =
        colon + 1 == content.length() || Character.isWhitespace(content.charAt(colon + 1));
    if (colon <= 0 || !spaced) {
      throw fault(number, "expected \"key: value\", found \"" + content + "\"", null);
    }
    String key = content.substring(0, colon).strip();
    set(key, value(content.substring(colon + 1).strip(), number), number);
  }

  private void set(String key, String value, int number) {
    Integer before = lines.put(key, number);
    if (before != null) {
      LOG.warn(
          "{}, line {}: {} is set in line {} already; this one counts",
          origin,
          number,
          key,
          before);
    }
    try {
      OptionCatalog.check(key, value);
    } catch (IllegalConfigurationException e) {
      throw fault(number, e.getMessage(), e);
    }
    configuration.setString(key, value);
  }

  private String value(String text, int number) {
    if (text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '\'')) {
      int comment = text.startsWith("#") ? 0 : text.indexOf(" #");
      return comment < 0 ? text : text.substring(0, comment).strip();
    }
    char quote = text.charAt(0);
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote && quote == '\'' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
        value.append(quote);
        i++;
      } else if (c == quote) {
        requireNothingBehind(text.substring(i + 1).strip(), number);
        return value.toString();
      } else if (c == '\\' && quote == '"' && i + 1 < text.length()) {
        value.append(escaped(text.charAt(++i)));
      } else {
        value.append(c);
      }
    }
    throw fault(number, "the quote " + quote + " is not closed", null);
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> c;
    };
  }

  private void requireNothingBehind(String rest, int number) {
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw fault(number, "\"" + rest + "\" stands behind the closing quote", null);
    }
  }

  private FlyshuttleException fault(int number, String what, Exception cause) {
    return new FlyshuttleException(
        ErrorCode.INVALID_OPTION, origin + ", line " + number + ": " + what, cause);
  }

  /** Writes a configuration so that {@link #parse} reads it. */
  public static String print(Configuration configuration) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : new TreeMap<>(configuration.toMap()).entrySet()) {
      String value =
          entry
              .getValue()
              .replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\n", "\\n")
              .replace("\t", "\\t");
      text.append(entry.getKey()).append(": \"").append(value).append("\"\n");
    }
    return text.toString();
  }
}
