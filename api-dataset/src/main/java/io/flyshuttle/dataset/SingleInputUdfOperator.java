// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Map;

/**
 * An operation that calls a user function on one data set.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 * @param <O> the operator's own class
 */
public abstract class SingleInputUdfOperator<IN, OUT, O extends SingleInputUdfOperator<IN, OUT, O>>
    extends SingleInputOperator<IN, OUT, O> implements UdfOperator<O> {
  final UdfSettings settings = new UdfSettings();
  ForwardedFields forwarded;

  protected SingleInputUdfOperator(DataSet<IN> input, TypeInformation<OUT> resultType) {
    super(input, resultType);
  }

  /** The user function. */
  protected abstract Function getFunction();

  @Override
  @SuppressWarnings("unchecked")
  public O withParameters(Configuration parameters) {
    settings.parameters(parameters);
    return (O) this;
  }

  @Override
  @SuppressWarnings("unchecked")
  public O withBroadcastSet(DataSet<?> data, String name) {
    settings.addBroadcastSet(this, data, name);
    return (O) this;
  }

  /**
   * Says which fields the function hands on unchanged: {@code "f0->f1"}, {@code "f2"}. Lets the
   * optimizer keep a partitioning or an order. Wrong declarations give wrong results.
   */
  @SuppressWarnings("unchecked")
  public O withForwardedFields(String... forwardedFields) {
    forwarded = ForwardedFields.parse(forwardedFields, getInputType(), getType());
    return (O) this;
  }

  /** Sets the type of the records made, where the function's own signature does not tell. */
  @SuppressWarnings("unchecked")
  public O returns(Class<OUT> typeClass) {
    return returns(TypeInformation.of(typeClass));
  }

  /** Sets the type of the records made, where the function's own signature does not tell. */
  public O returns(TypeHint<OUT> typeHint) {
    return returns(typeHint.getTypeInfo());
  }

  /** Sets the type of the records made, where the function's own signature does not tell. */
  @SuppressWarnings("unchecked")
  public O returns(TypeInformation<OUT> typeInfo) {
    fillInType(typeInfo);
    return (O) this;
  }

  @Override
  public Configuration getParameters() {
    return settings.parameters();
  }

  @Override
  public Map<String, DataSet<?>> getBroadcastSets() {
    return settings.broadcastSets();
  }

  /** What is known to pass unchanged: declared here or annotated at the function's class. */
  ForwardedFields forwardedFields() {
    return forwarded != null
        ? forwarded
        : ForwardedFields.ofAnnotations(getFunction().getClass(), getInputType(), getType(), 0);
  }
}
