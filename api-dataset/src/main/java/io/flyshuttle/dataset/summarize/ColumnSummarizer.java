// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.summarize;

import io.flyshuttle.core.value.BooleanValue;
import io.flyshuttle.core.value.ByteValue;
import io.flyshuttle.core.value.DoubleValue;
import io.flyshuttle.core.value.FloatValue;
import io.flyshuttle.core.value.IntValue;
import io.flyshuttle.core.value.LongValue;
import io.flyshuttle.core.value.ShortValue;
import io.flyshuttle.core.value.StringValue;
import java.io.Serializable;

/**
 * Counts one column, in parts that are put together. One for all types: of what a value is, its
 * class tells; what the summary is, the column's type tells. Used by one thread.
 */
public final class ColumnSummarizer implements Serializable {
  private static final long serialVersionUID = 1L;

  private long nullCount;
  private long nonNullCount;
  private long nanCount;
  private long infinityCount;
  private long trueCount;
  private long emptyCount;
  private long numberCount;
  private long wholeSum;
  private double sum;
  private double sumError;
  private double mean;
  private double squaredDeviations;
  private Comparable<?> min;
  private Comparable<?> max;

  /** Takes a value of the column. */
  public void add(Object given) {
    if (given == null) {
      nullCount++;
      return;
    }
    nonNullCount++;
    Object value = plain(given);
    if (value instanceof Boolean truth) {
      trueCount += truth ? 1 : 0;
    } else if (value instanceof CharSequence text) {
      emptyCount += text.length() == 0 ? 1 : 0;
      addNumber(text.length());
    } else if (value instanceof Number number && value instanceof Comparable<?>) {
      addNumber(number);
    }
  }

  /** A mutable value's content, or the value itself. */
  private static Object plain(Object value) {
    if (value instanceof StringValue text) {
      return text.getValue();
    } else if (value instanceof IntValue number) {
      return number.getValue();
    } else if (value instanceof LongValue number) {
      return number.getValue();
    } else if (value instanceof DoubleValue number) {
      return number.getValue();
    } else if (value instanceof FloatValue number) {
      return number.getValue();
    } else if (value instanceof ShortValue number) {
      return number.getValue();
    } else if (value instanceof ByteValue number) {
      return number.getValue();
    }
    return value instanceof BooleanValue truth ? (Object) truth.getValue() : value;
  }

  private void addNumber(Number number) {
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      nanCount++;
      return;
    }
    if (Double.isInfinite(value)) {
      infinityCount++;
      return;
    }
    numberCount++;
    wholeSum += number.longValue();
    addToSum(value);
    double fromOldMean = value - mean;
    mean += fromOldMean / numberCount;
    squaredDeviations += fromOldMean * (value - mean);
    takeExtremes((Comparable<?>) number, (Comparable<?>) number);
  }

  /** Adds with compensation of what is lost by rounding. */
  private void addToSum(double value) {
    double corrected = value - sumError;
    double newSum = sum + corrected;
    sumError = newSum - sum - corrected;
    sum = newSum;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void takeExtremes(Comparable otherMin, Comparable otherMax) {
    if (otherMin != null && (min == null || otherMin.compareTo(min) < 0)) {
      min = otherMin;
    }
    if (otherMax != null && (max == null || otherMax.compareTo(max) > 0)) {
      max = otherMax;
    }
  }

  /** Takes what another has counted. */
  public void merge(ColumnSummarizer other) {
    nullCount += other.nullCount;
    nonNullCount += other.nonNullCount;
    nanCount += other.nanCount;
    infinityCount += other.infinityCount;
    trueCount += other.trueCount;
    emptyCount += other.emptyCount;
    wholeSum += other.wholeSum;
    addToSum(other.sum);
    addToSum(-other.sumError);
    long both = numberCount + other.numberCount;
    if (both > 0) {
      double apart = other.mean - mean;
      mean += apart * other.numberCount / both;
      squaredDeviations +=
          other.squaredDeviations + apart * apart * numberCount * other.numberCount / both;
    }
    numberCount = both;
    takeExtremes(other.min, other.max);
  }

  /**
   * The summary.
   *
   * @param type class of the column's values
   */
  public ColumnSummary summary(Class<?> type) {
    if (type == Boolean.class || type == BooleanValue.class) {
      return new BooleanColumnSummary(trueCount, nonNullCount - trueCount, nullCount);
    }
    Double average = numberCount == 0 ? null : mean;
    if (type == String.class || type == StringValue.class) {
      return new StringColumnSummary(
          nonNullCount, nullCount, emptyCount, (Integer) min, (Integer) max, average);
    }
    if (type == Integer.class || type == IntValue.class) {
      return numeric((int) wholeSum);
    } else if (type == Long.class || type == LongValue.class) {
      return numeric(wholeSum);
    } else if (type == Short.class || type == ShortValue.class) {
      return numeric((short) wholeSum);
    } else if (type == Byte.class || type == ByteValue.class) {
      return numeric((byte) wholeSum);
    } else if (type == Double.class || type == DoubleValue.class) {
      return numeric(sum);
    } else if (type == Float.class || type == FloatValue.class) {
      return numeric((float) sum);
    }
    return new ObjectColumnSummary(nonNullCount, nullCount);
  }

  @SuppressWarnings("unchecked")
  private <T> NumericColumnSummary<T> numeric(T typedSum) {
    if (numberCount == 0) {
      return new NumericColumnSummary<>(
          0, nullCount, nanCount, infinityCount, null, null, null, null, null, null);
    }
    double variance = numberCount == 1 ? 0 : squaredDeviations / (numberCount - 1);
    return new NumericColumnSummary<>(
        numberCount,
        nullCount,
        nanCount,
        infinityCount,
        (T) min,
        (T) max,
        typedSum,
        mean,
        variance,
        Math.sqrt(variance));
  }
}
