// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;

/** A mutable string. */
public class StringValue
    implements NormalizableKey<StringValue>,
        CharSequence,
        ResettableValue<StringValue>,
        CopyableValue<StringValue>,
        Appendable {
  private static final long serialVersionUID = 1L;

  private static final char[] NO_CHARS = new char[0];

  private char[] value;
  private int length;

  /** An empty string. */
  public StringValue() {
    this.value = NO_CHARS;
  }

  public StringValue(CharSequence value) {
    this.value = NO_CHARS;
    setValue(value);
  }

  public StringValue(StringValue value) {
    this.value = NO_CHARS;
    setValue(value);
  }

  public StringValue(StringValue value, int offset, int len) {
    this.value = NO_CHARS;
    setValue(value, offset, len);
  }

  private void ensureSize(int size) {
    if (value.length < size) {
      value = new char[size];
    }
  }

  private void growTo(int size) {
    if (value.length < size) {
      value = Arrays.copyOf(value, Math.max(size, value.length * 3 / 2));
    }
  }

  private static void checkRange(int offset, int len, int available) {
    if (offset < 0 || len < 0 || offset > available - len) {
      throw new IndexOutOfBoundsException(
          "offset " + offset + ", length " + len + " of " + available);
    }
  }

  /** Makes the string longer, by characters of number 0, or shorter. */
  public void setLength(int len) {
    if (len < 0 || len > length) {
      throw new IllegalArgumentException("length must be from 0 to " + length + ", not " + len);
    }
    this.length = len;
  }

  /** The array behind the string, which may be longer than it. */
  public char[] getCharArray() {
    return value;
  }

  public String getValue() {
    return toString();
  }

  public void setValue(CharSequence value) {
    if (value == null) {
      throw new NullPointerException("the value of a StringValue must not be null");
    }
    setValue(value, 0, value.length());
  }

  @Override
  public void setValue(StringValue value) {
    setValue(value.value, 0, value.length);
  }

  public void setValue(StringValue value, int offset, int len) {
    checkRange(offset, len, value.length);
    setValue(value.value, offset, len);
  }

  public void setValue(CharSequence value, int offset, int len) {
    checkRange(offset, len, value.length());
    ensureSize(len);
    this.length = len;
    for (int i = 0; i < len; i++) {
      this.value[i] = value.charAt(offset + i);
    }
  }

  public void setValue(CharBuffer buffer) {
    int len = buffer.length();
    ensureSize(len);
    buffer.get(value, 0, len);
    this.length = len;
  }

  public void setValue(char[] chars, int offset, int len) {
    checkRange(offset, len, chars.length);
    ensureSize(len);
    System.arraycopy(chars, offset, value, 0, len);
    this.length = len;
  }

  /** Takes over characters from 0 to 127, a byte each. */
  public void setValueAscii(byte[] bytes, int offset, int len) {
    checkRange(offset, len, bytes.length);
    ensureSize(len);
    this.length = len;
    for (int i = 0; i < len; i++) {
      value[i] = (char) (bytes[offset + i] & 0xff);
    }
  }

  // ---- parts ----

  public StringValue substring(int start) {
    return substring(start, length);
  }

  public StringValue substring(int start, int end) {
    return new StringValue(this, start, end - start);
  }

  public void substring(StringValue target, int start) {
    substring(target, start, length);
  }

  public void substring(StringValue target, int start, int end) {
    target.setValue(this, start, end - start);
  }

  public int find(CharSequence str) {
    return find(str, 0);
  }

  /** Position of the first occurrence from {@code start} on; -1 if there is none. */
  public int find(CharSequence str, int start) {
    int last = length - str.length();
    for (int i = Math.max(start, 0); i <= last; i++) {
      if (startsWith(str, i)) {
        return i;
      }
    }
    return -1;
  }

  public boolean startsWith(CharSequence prefix) {
    return startsWith(prefix, 0);
  }

  public boolean startsWith(CharSequence prefix, int startIndex) {
    int prefixLength = prefix.length();
    if (startIndex < 0 || startIndex > length - prefixLength) {
      return false;
    }
    for (int i = 0; i < prefixLength; i++) {
      if (value[startIndex + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Appendable append(char c) {
    growTo(length + 1);
    value[length++] = c;
    return this;
  }

  @Override
  public Appendable append(CharSequence csq) {
    return append(csq, 0, csq.length());
  }

  @Override
  public Appendable append(CharSequence csq, int start, int end) {
    int added = end - start;
    checkRange(start, added, csq.length());
    growTo(length + added);
    for (int i = 0; i < added; i++) {
      value[length + i] = csq.charAt(start + i);
    }
    length += added;
    return this;
  }

  public Appendable append(StringValue csq) {
    return append((CharSequence) csq);
  }

  public Appendable append(StringValue csq, int start, int end) {
    return append((CharSequence) csq, start, end);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    if (index >= length) {
      throw new IndexOutOfBoundsException("character " + index + " of " + length);
    }
    return value[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return substring(start, end);
  }

  // ---- bytes ----

  @Override
  public void read(DataInputView in) throws IOException {
    String read = readString(in);
    setValue(read == null ? "" : read);
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    StringEncoding.write(toString(), out);
  }

  /** Writes characters in the form of {@link StringEncoding}. */
  public static void writeString(CharSequence cs, DataOutput out) throws IOException {
    StringEncoding.write(cs, out);
  }

  /** Reads what {@link #writeString} wrote. */
  public static String readString(DataInput in) throws IOException {
    return StringEncoding.read(in);
  }

  /** Copies what {@link #writeString} wrote. */
  public static void copyString(DataInput in, DataOutput out) throws IOException {
    StringEncoding.copy(in, out);
  }

  @Override
  public int getBinaryLength() {
    return -1;
  }

  @Override
  public void copyTo(StringValue target) {
    target.setValue(this);
  }

  @Override
  public StringValue copy() {
    return new StringValue(this);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    StringEncoding.copy(source, target);
  }

  // ---- order ----

  @Override
  public int compareTo(StringValue other) {
    return Arrays.compare(value, 0, length, other.value, 0, other.length);
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    StringEncoding.putNormalizedKey(this, memory, offset, len);
  }

  @Override
  public int hashCode() {
    int code = 0;
    for (int i = 0; i < length; i++) {
      code = 31 * code + value[i];
    }
    return code;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof StringValue other
        && Arrays.equals(value, 0, length, other.value, 0, other.length);
  }

  @Override
  public String toString() {
    return new String(value, 0, length);
  }
}
