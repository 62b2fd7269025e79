// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.io.Serializable;
import java.util.Objects;

/** Changes strings in place. */
public final class StringValueUtils {
  private StringValueUtils() {}

  /** Puts all letters in lower case, one character for one. */
  public static void toLowerCase(StringValue string) {
    char[] chars = string.getCharArray();
    for (int i = 0; i < string.length(); i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
  }

  /** Puts {@code replacement} for everything that is neither a letter nor a digit nor {@code _}. */
  public static void replaceNonWordChars(StringValue string, char replacement) {
    char[] chars = string.getCharArray();
    for (int i = 0; i < string.length(); i++) {
      if (!Character.isLetterOrDigit(chars[i]) && chars[i] != '_') {
        chars[i] = replacement;
      }
    }
  }

  /** Cuts a string at white space. */
  public static final class WhitespaceTokenizer implements Serializable {
    private static final long serialVersionUID = 1L;

    private StringValue text;
    private int position;

    /** A tokenizer without a string. */
    public WhitespaceTokenizer() {}

    /** Begins with another string. */
    public void setStringToTokenize(StringValue string) {
      text = Objects.requireNonNull(string, "the string is null");
      position = 0;
    }

    /**
     * Puts the next token into {@code target}.
     *
     * @return false, with {@code target} as it was, if there is none
     */
    public boolean next(StringValue target) {
      while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
        position++;
      }
      int start = position;
      while (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
        position++;
      }
      if (start == position) {
        return false;
      }
      target.setValue(text, start, position - start);
      return true;
    }
  }
}
