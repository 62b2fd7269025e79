// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.parse;

/** Parses true and false, in any case, and 1 and 0. */
public class BooleanParser extends FieldParser<Boolean> {
  private boolean result;

  @Override
  public int parseField(byte[] bytes, int startPos, int limit, byte[] delim, Boolean reuse) {
    int end = nextStringEndPos(bytes, startPos, limit, delim);
    if (end < 0) {
      return -1;
    }
    if (is(bytes, startPos, end, "true") || is(bytes, startPos, end, "1")) {
      result = true;
    } else if (is(bytes, startPos, end, "false") || is(bytes, startPos, end, "0")) {
      result = false;
    } else {
      setErrorState(ParseErrorState.BOOLEAN_INVALID);
      return -1;
    }
    return behind(end, limit, delim);
  }

  private static boolean is(byte[] bytes, int start, int end, String word) {
    if (end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      int b = bytes[start + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Boolean createValue() {
    return false;
  }

  @Override
  public Boolean getLastResult() {
    return result;
  }
}
