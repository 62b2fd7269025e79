// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Map;

/**
 * An operation that calls a user function on two data sets.
 *
 * @param <IN1> type of the records of the first
 * @param <IN2> type of the records of the second
 * @param <OUT> type of the records it makes
 * @param <O> the operator's own class
 */
public abstract class TwoInputUdfOperator<
        IN1, IN2, OUT, O extends TwoInputUdfOperator<IN1, IN2, OUT, O>>
    extends TwoInputOperator<IN1, IN2, OUT, O> implements UdfOperator<O> {
  final UdfSettings settings = new UdfSettings();
  ForwardedFields forwardedFirst;
  ForwardedFields forwardedSecond;

  protected TwoInputUdfOperator(
      DataSet<IN1> input1, DataSet<IN2> input2, TypeInformation<OUT> resultType) {
    super(input1, input2, resultType);
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

  /** Says which fields of the first input the function hands on unchanged. */
  @SuppressWarnings("unchecked")
  public O withForwardedFieldsFirst(String... forwardedFields) {
    forwardedFirst = ForwardedFields.parse(forwardedFields, getInput1Type(), getType());
    return (O) this;
  }

  /** Says which fields of the second input the function hands on unchanged. */
  @SuppressWarnings("unchecked")
  public O withForwardedFieldsSecond(String... forwardedFields) {
    forwardedSecond = ForwardedFields.parse(forwardedFields, getInput2Type(), getType());
    return (O) this;
  }

  /** Sets the type of the records made, where the function's own signature does not tell. */
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

  /** What of an input, 0 or 1, is known to pass unchanged. */
  ForwardedFields forwardedFields(int input) {
    ForwardedFields declared = input == 0 ? forwardedFirst : forwardedSecond;
    return declared != null
        ? declared
        : ForwardedFields.ofAnnotations(
            getFunction().getClass(),
            input == 0 ? getInput1Type() : getInput2Type(),
            getType(),
            input + 1);
  }
}
