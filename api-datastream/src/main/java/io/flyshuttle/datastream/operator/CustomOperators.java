// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.plan.ClosureCleaner;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.List;

/** Brings operators of the user's own under the engine's contract. */
public final class CustomOperators {
  private CustomOperators() {}

  /**
   * How records find their key.
   *
   * @param serializer of the keys; null for streams without keys
   * @param selectors one per input
   */
  public record Keying(TypeSerializer<?> serializer, List<KeySelector<?, ?>> selectors)
      implements Serializable {
    public static final Keying NONE = new Keying(null, List.of());
  }

  /** Tells the operator its output type if it wants to know, and checks that it serializes. */
  @SuppressWarnings("unchecked")
  public static <R, O extends StreamOperator<R>> O typed(
      O operator, TypeInformation<R> type, ExecutionConfig config) {
    if (operator instanceof OutputTypeConfigurable<?> configurable) {
      ((OutputTypeConfigurable<R>) configurable).setOutputType(type, config);
    }
    return ClosureCleaner.clean(operator, false, "operator " + operator.getClass().getName());
  }

  /** What the operator says about running in one task with others. */
  public static Chaining chaining(StreamOperator<?> operator) {
    if (!(operator instanceof AbstractStreamOperator<?> base)) {
      return Chaining.ALWAYS;
    }
    return switch (base.getChainingStrategy()) {
      case ALWAYS -> Chaining.ALWAYS;
      case HEAD, HEAD_WITH_SOURCES -> Chaining.HEAD;
      case NEVER -> Chaining.NEVER;
    };
  }

  /** Runs an operator with one input. */
  public static OperatorFactory oneInput(OneInputStreamOperator<?, ?> operator, Keying keying) {
    return () -> new CustomOperator(operator, keying);
  }

  /** Runs an operator with two inputs. */
  public static OperatorFactory twoInputs(TwoInputStreamOperator<?, ?, ?> operator, Keying keying) {
    return () -> new CustomOperator(operator, keying);
  }
}
