// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import java.io.Serializable;

/** A set of inputs, numbered from 1. Immutable. */
public final class InputSelection implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_INPUTS = 64;

  /** What the {@code fairSelect} methods return if no selected input has data. */
  public static final int NONE_AVAILABLE = -1;

  /** All inputs. */
  public static final InputSelection ALL = new InputSelection(-1);

  /** The first input only. */
  public static final InputSelection FIRST = new Builder().select(1).build();

  /** The second input only. */
  public static final InputSelection SECOND = new Builder().select(2).build();

  private final long inputMask;

  private InputSelection(long inputMask) {
    this.inputMask = inputMask;
  }

  /** Bit n - 1 stands for input n; all bits for all inputs. */
  public long getInputMask() {
    return inputMask;
  }

  /**
   * Whether an input is in the set.
   *
   * @param inputId from 1
   */
  public boolean isInputSelected(int inputId) {
    return (inputMask & 1L << inputId - 1) != 0;
  }

  public boolean areAllInputsSelected() {
    return inputMask == -1;
  }

  /** As the static method, for this set and two inputs. */
  public int fairSelectNextIndexOutOf2(int availableInputsMask, int lastReadInputIndex) {
    return fairSelectNextIndexOutOf2((int) inputMask, availableInputsMask, lastReadInputIndex);
  }

  /**
   * The next of two inputs that is selected and has data, taking turns.
   *
   * @param lastReadInputIndex from 0
   * @return from 0, or {@link #NONE_AVAILABLE}
   */
  public static int fairSelectNextIndexOutOf2(
      int selectionMask, int availableInputsMask, int lastReadInputIndex) {
    return fairSelectNextIndex(selectionMask & 3, availableInputsMask & 3, lastReadInputIndex);
  }

  /** As the static method, for this set. */
  public int fairSelectNextIndex(long availableInputsMask, int lastReadInputIndex) {
    return fairSelectNextIndex(inputMask, availableInputsMask, lastReadInputIndex);
  }

  /**
   * The next input, after the one read last, that is selected and has data.
   *
   * @param lastReadInputIndex from 0
   * @return from 0, or {@link #NONE_AVAILABLE}
   */
  public static int fairSelectNextIndex(
      long selectionMask, long availableInputsMask, int lastReadInputIndex) {
    long candidates = selectionMask & availableInputsMask;
    if (candidates == 0) {
      return NONE_AVAILABLE;
    }
    int next = (lastReadInputIndex + 1) % MOST_INPUTS;
    long behind = candidates & -1L << next;
    return Long.numberOfTrailingZeros(behind == 0 ? candidates : behind);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof InputSelection other && inputMask == other.inputMask;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(inputMask);
  }

  @Override
  public String toString() {
    return "inputs " + Long.toBinaryString(inputMask);
  }

  /** Collects inputs. */
  public static final class Builder {
    private long inputMask;

    /** Begins with the inputs of a set. */
    public static Builder from(InputSelection selection) {
      Builder builder = new Builder();
      builder.inputMask = selection.inputMask;
      return builder;
    }

    /**
     * Adds an input.
     *
     * @param inputId from 1 to 64; -1 for all inputs
     */
    public Builder select(int inputId) {
      if (inputId == -1) {
        inputMask = -1;
      } else if (inputId > 0 && inputId <= MOST_INPUTS) {
        inputMask |= 1L << inputId - 1;
      } else {
        throw new IllegalArgumentException(
            "input " + inputId + " cannot be selected: inputs are numbered from 1 to 64");
      }
      return this;
    }

    /**
     * The set, in which all inputs of the operator are the same as all there can be.
     *
     * @param inputCount of the operator
     */
    public InputSelection build(int inputCount) {
      long all = inputCount == MOST_INPUTS ? -1 : (1L << inputCount) - 1;
      return inputMask == all ? ALL : build();
    }

    public InputSelection build() {
      return inputMask == -1 ? ALL : new InputSelection(inputMask);
    }
  }
}
