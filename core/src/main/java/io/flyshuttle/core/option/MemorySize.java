// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A number of bytes. Reads and prints sizes such as {@code "512mb"}, {@code "32 kb"} or {@code
 * "1g"}; a number without unit is bytes unless said otherwise.
 */
public final class MemorySize implements Serializable, Comparable<MemorySize> {
  private static final long serialVersionUID = 1L;

  public static final MemorySize ZERO = new MemorySize(0);
  public static final MemorySize MAX_VALUE = new MemorySize(Long.MAX_VALUE);

  private final long bytes;

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public MemorySize(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size cannot be negative: " + bytes + " bytes");
    }
    this.bytes = bytes;
  }

  public static MemorySize ofMebiBytes(long mebiBytes) {
    return new MemorySize(Math.multiplyExact(mebiBytes, MemoryUnit.MEGA_BYTES.getMultiplier()));
  }

  public long getBytes() {
    return bytes;
  }

  public long getKibiBytes() {
    return bytes >> 10;
  }

  /** Whole mebibytes, at most {@link Integer#MAX_VALUE}. */
  public int getMebiBytes() {
    return (int) Math.min(bytes >> 20, Integer.MAX_VALUE);
  }

  public long getGibiBytes() {
    return bytes >> 30;
  }

  public long getTebiBytes() {
    return bytes >> 40;
  }

  public MemorySize add(MemorySize that) {
    return new MemorySize(Math.addExact(bytes, that.bytes));
  }

  public MemorySize subtract(MemorySize that) {
    return new MemorySize(Math.subtractExact(bytes, that.bytes));
  }

  /** This size times a factor that is not negative, rounded down. */
  public MemorySize multiply(double multiplier) {
    if (multiplier < 0) {
      throw new IllegalArgumentException("the factor of a size cannot be negative: " + multiplier);
    }
    BigDecimal product = BigDecimal.valueOf(bytes).multiply(BigDecimal.valueOf(multiplier));
    if (product.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new ArithmeticException("the size is too large: " + this + " times " + multiplier);
    }
    return new MemorySize(product.longValue());
  }

  /** This size in {@code by} equal parts, rounded down. */
  public MemorySize divide(long by) {
    if (by <= 0) {
      throw new IllegalArgumentException("a size can only be cut into one part or more: " + by);
    }
    return new MemorySize(bytes / by);
  }

  /** Reads a size; a number without unit is bytes. */
  public static MemorySize parse(String text) {
    return new MemorySize(parseBytes(text));
  }

  /** Reads a size; a number without unit is in {@code defaultUnit}. */
  public static MemorySize parse(String text, MemoryUnit defaultUnit) {
    return new MemorySize(parseBytes(text, defaultUnit));
  }

  /** Reads a size as bytes; a number without unit is bytes. */
  public static long parseBytes(String text) {
    return parseBytes(text, MemoryUnit.BYTES);
  }

  private static long parseBytes(String text, MemoryUnit defaultUnit) {
    String trimmed = text.trim();
    int end = 0;
    while (end < trimmed.length() && Character.isDigit(trimmed.charAt(end))) {
      end++;
    }
    String unitName = trimmed.substring(end).trim().toLowerCase(Locale.ROOT);
    MemoryUnit unit = unitName.isEmpty() ? defaultUnit : MemoryUnit.named(unitName);
    if (end == 0 || unit == null) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a size: write a number and a unit of "
              + MemoryUnit.getAllUnits());
    }
    try {
      return Math.multiplyExact(Long.parseLong(trimmed.substring(0, end)), unit.getMultiplier());
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("the size \"" + text + "\" is too large", e);
    }
  }

  /** Exact, with the largest unit that keeps it whole: {@code "64 mb"}. Can be parsed again. */
  @Override
  public String toString() {
    MemoryUnit exact = MemoryUnit.BYTES;
    for (MemoryUnit unit : MemoryUnit.values()) {
      if (bytes != 0 && bytes % unit.getMultiplier() == 0) {
        exact = unit;
      }
    }
    return bytes / exact.getMultiplier() + " " + exact.shortName;
  }

  /** Rounded, with the exact number behind it: {@code "1.500gb (1610612736 bytes)"}. */
  public String toHumanReadableString() {
    MemoryUnit fitting = MemoryUnit.BYTES;
    for (MemoryUnit unit : MemoryUnit.values()) {
      if (bytes > unit.getMultiplier()) {
        fitting = unit;
      }
    }
    if (fitting == MemoryUnit.BYTES) {
      return bytes + " bytes";
    }
    double rounded = (double) bytes / fitting.getMultiplier();
    return String.format(Locale.ROOT, "%.3f%s (%d bytes)", rounded, fitting.shortName, bytes);
  }

  @Override
  public int compareTo(MemorySize that) {
    return Long.compare(bytes, that.bytes);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof MemorySize that && that.bytes == bytes;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bytes);
  }

  /** Units of memory, powers of 1024. */
  public enum MemoryUnit {
    BYTES("bytes", 0, "b", "bytes"),
    KILO_BYTES("kb", 10, "k", "kb", "kibibytes"),
    MEGA_BYTES("mb", 20, "m", "mb", "mebibytes"),
    GIGA_BYTES("gb", 30, "g", "gb", "gibibytes"),
    TERA_BYTES("tb", 40, "t", "tb", "tebibytes");

    private final String shortName;
    private final long multiplier;
    private final String[] units;

    MemoryUnit(String shortName, int shift, String... units) {
      this.shortName = shortName;
      this.multiplier = 1L << shift;
      this.units = units;
    }

    /** The names by which the unit is written. */
    public String[] getUnits() {
      return units.clone();
    }

    /** The unit's size in bytes. */
    public long getMultiplier() {
      return multiplier;
    }

    /** All names of all units, for messages. */
    public static String getAllUnits() {
      List<String> all = new ArrayList<>();
      for (MemoryUnit unit : values()) {
        all.add("(" + String.join(" | ", unit.units) + ")");
      }
      return String.join(" / ", all);
    }

    /** Whether a text such as {@code "10 mb"} ends with a unit. */
    public static boolean hasUnit(String text) {
      String trimmed = text.trim();
      return !trimmed.isEmpty() && !Character.isDigit(trimmed.charAt(trimmed.length() - 1));
    }

    private static MemoryUnit named(String name) {
      for (MemoryUnit unit : values()) {
        if (Arrays.asList(unit.units).contains(name)) {
          return unit;
        }
      }
      return null;
    }
  }
}
