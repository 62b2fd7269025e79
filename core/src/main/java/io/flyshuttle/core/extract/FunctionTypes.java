// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.MissingTypeInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;

/** Types of one function: an object of a class, or a lambda. */
final class FunctionTypes {

  /** An input: which type parameter of the function's base class it is, and its type or null. */
  record Input(int typeParameter, TypeInformation<?> type) {}

  private final Object function;
  private final Class<?> baseClass;
  private final String callSite;

  FunctionTypes(Object function, Class<?> baseClass, String callSite) {
    this.function = function;
    this.baseClass = baseClass;
    this.callSite = callSite;
  }

  /** The type of what the function returns or emits. */
  TypeInformation<?> output(
      int outputParameter, int[] lambdaOutput, boolean allowMissing, Input... inputs) {
    if (function instanceof ResultTypeQueryable<?> queryable) {
      return queryable.getProducedType();
    }
    try {
      LambdaMethod lambda = LambdaMethod.of(function);
      return lambda == null
          ? ofClass(function.getClass(), baseClass, outputParameter, inputs)
          : ofLambda(lambda, lambdaOutput, inputs);
    } catch (InvalidTypesException e) {
      InvalidTypesException explained = explain(e);
      if (allowMissing) {
        return new MissingTypeInfo(callSite != null ? callSite : name(), explained);
      }
      throw explained;
    }
  }

  private String name() {
    Class<?> type = function.getClass();
    if (type.isSynthetic() || type.isHidden()) {
      return "a lambda (" + baseClass.getSimpleName() + ")";
    }
    return type.getName() + " (" + baseClass.getSimpleName() + ")";
  }

  private InvalidTypesException explain(InvalidTypesException e) {
    return new InvalidTypesException(
        "The type of what "
            + name()
            + (callSite == null ? "" : ", used in " + callSite + ",")
            + " returns cannot be found out: "
            + e.getMessage()
            + ". State it after the call with .returns(...), for instance"
            + " .returns(Types.TUPLE(Types.STRING, Types.INT)), or write the function as an"
            + " anonymous class.",
        e);
  }

  /** The type argument that a class gives to a base class, open variables bound by the inputs. */
  static TypeInformation<?> ofClass(
      Class<?> functionClass, Class<?> baseClass, int parameter, Input... inputs) {
    TypeBindings bindings = TypeBindings.between(functionClass, baseClass);
    TypeVariable<?>[] variables = baseClass.getTypeParameters();
    for (Input input : inputs) {
      if (input.type() != null
          && !(input.type() instanceof MissingTypeInfo)
          && input.typeParameter() >= 0
          && input.typeParameter() < variables.length) {
        Type declared = bindings.resolve(variables[input.typeParameter()]);
        requireFit(declared, input.type());
        InputUnification.unify(declared, input.type(), bindings);
      }
    }
    return new TypeDescriber(bindings).describe(variables[parameter]);
  }

  private static void requireFit(Type declared, TypeInformation<?> actual) {
    Class<?> raw = TypeBindings.rawClass(declared);
    if (raw != null && !raw.isPrimitive() && !raw.isAssignableFrom(actual.getTypeClass())) {
      throw new InvalidTypesException(
          "its input is declared as "
              + declared.getTypeName()
              + ", but the records are of type "
              + actual);
    }
  }

  private TypeInformation<?> ofLambda(LambdaMethod lambda, int[] outputPath, Input... inputs) {
    TypeBindings bindings = new TypeBindings();
    Type[] called = interfaceParameters();
    for (int i = 0; i < called.length && i < lambda.parameters().size(); i++) {
      for (Input input : inputs) {
        if (input.type() != null && !(input.type() instanceof MissingTypeInfo)) {
          bindInput(called[i], lambda.parameters().get(i), input, bindings);
        }
      }
    }
    Type output = lambda.returned();
    if (outputPath.length > 0) {
      output = lambda.parameters().get(outputPath[0]);
      for (int step = 1; step < outputPath.length; step++) {
        if (!(output instanceof ParameterizedType parameterized)) {
          throw new InvalidTypesException(
              "the lambda's parameter "
                  + outputPath[0]
                  + " has lost its type argument, because Java erases it");
        }
        output = parameterized.getActualTypeArguments()[outputPath[step]];
      }
    }
    return new TypeDescriber(bindings).describe(output);
  }

  /** Binds the type variables of a method that a parameter of the interface's method fixes. */
  private void bindInput(Type called, Type declared, Input input, TypeBindings bindings) {
    TypeVariable<?> variable = baseClass.getTypeParameters()[input.typeParameter()];
    if (called.equals(variable)) {
      InputUnification.unify(declared, input.type(), bindings);
    } else if (called instanceof ParameterizedType wanted
        && declared instanceof ParameterizedType given
        && wanted.getActualTypeArguments().length == given.getActualTypeArguments().length) {
      for (int i = 0; i < wanted.getActualTypeArguments().length; i++) {
        bindInput(
            wanted.getActualTypeArguments()[i], given.getActualTypeArguments()[i], input, bindings);
      }
    }
  }

  /** Generic types of the parameters of the one abstract method of the function's interface. */
  private Type[] interfaceParameters() {
    return Arrays.stream(baseClass.getMethods())
        .filter(m -> Modifier.isAbstract(m.getModifiers()) && !m.isBridge())
        .findFirst()
        .map(Method::getGenericParameterTypes)
        .orElse(new Type[0]);
  }

  @SuppressWarnings("unchecked")
  static <T> TypeInformation<T> partitionerKey(
      Partitioner<T> partitioner, String callSite, boolean allowMissing) {
    FunctionTypes types = new FunctionTypes(partitioner, Partitioner.class, callSite);
    try {
      LambdaMethod lambda = LambdaMethod.of(partitioner);
      return (TypeInformation<T>)
          (lambda == null
              ? ofClass(partitioner.getClass(), Partitioner.class, 0)
              : new TypeDescriber(new TypeBindings()).describe(lambda.parameters().get(0)));
    } catch (InvalidTypesException e) {
      if (allowMissing) {
        return null;
      }
      throw types.explain(e);
    }
  }
}
