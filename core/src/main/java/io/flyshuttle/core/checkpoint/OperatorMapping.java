// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that says which operator of a program has which operator's state: a line {@code old=new}
 * each, by uid or id. Empty lines, and lines that begin with #, mean nothing.
 */
public final class OperatorMapping {
  private OperatorMapping() {}

  /**
   * Reads a mapping.
   *
   * @param where named in failures
   * @throws FlyshuttleException with INVALID_OPTION, naming the line
   */
  public static Map<String, String> parse(String text, String where) {
    Map<String, String> mapping = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      int sign = content.indexOf('=');
      String old = sign < 0 ? "" : content.substring(0, sign).strip();
      String target = sign < 0 ? "" : content.substring(sign + 1).strip();
      if (old.isEmpty() || target.isEmpty()) {
        throw wrong(where, number, "is not of the form old=new: \"" + content + "\"");
      }
      if (mapping.putIfAbsent(old, target) != null) {
        throw wrong(where, number, "maps \"" + old + "\" a second time");
      }
    }
    return mapping;
  }

  private static FlyshuttleException wrong(String where, int line, String what) {
    return new FlyshuttleException(
        ErrorCode.INVALID_OPTION, "line " + line + " of " + where + " " + what);
  }
}
