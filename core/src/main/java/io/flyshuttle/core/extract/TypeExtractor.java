// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.CrossFunction;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.job.TypeInfoFactories;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInfoFactory;
import io.flyshuttle.core.type.TypeInformation;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Finds out types by reflection: what a function returns, what a class or an object is. Where Java
 * has erased the type the result is an {@link InvalidTypesException} that says how to state it, or,
 * if that is allowed, a {@code MissingTypeInfo}.
 *
 * <p>All methods are static and usable by any thread.
 */
public class TypeExtractor {

  /** Says that a lambda's result type is its return type. */
  public static final int[] NO_INDEX = new int[] {};

  private static final int[] COLLECTOR_IN_SECOND = {1, 0};
  private static final int[] COLLECTOR_IN_THIRD = {2, 0};

  protected TypeExtractor() {}

  // ---- functions of one input ----

  /** The type that a map function returns. */
  public static <I, O> TypeInformation<O> getMapReturnTypes(
      MapFunction<I, O> mapInterface, TypeInformation<I> inType) {
    return getMapReturnTypes(mapInterface, inType, null, false);
  }

  /** The type that a map function returns. */
  public static <I, O> TypeInformation<O> getMapReturnTypes(
      MapFunction<I, O> mapInterface,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        mapInterface, MapFunction.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
  }

  /** The type that a flat-map function emits. */
  public static <I, O> TypeInformation<O> getFlatMapReturnTypes(
      FlatMapFunction<I, O> flatMapInterface, TypeInformation<I> inType) {
    return getFlatMapReturnTypes(flatMapInterface, inType, null, false);
  }

  /** The type that a flat-map function emits. */
  public static <I, O> TypeInformation<O> getFlatMapReturnTypes(
      FlatMapFunction<I, O> flatMapInterface,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        flatMapInterface,
        FlatMapFunction.class,
        0,
        1,
        COLLECTOR_IN_SECOND,
        inType,
        functionName,
        allowMissing);
  }

  /** The type that a fold function returns. */
  public static <I, O> TypeInformation<O> getFoldReturnTypes(
      FoldFunction<I, O> foldInterface,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        foldInterface, FoldFunction.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
  }

  /** The type that a map-partition function emits. */
  public static <I, O> TypeInformation<O> getMapPartitionReturnTypes(
      MapPartitionFunction<I, O> mapPartitionInterface, TypeInformation<I> inType) {
    return getMapPartitionReturnTypes(mapPartitionInterface, inType, null, false);
  }

  /** The type that a map-partition function emits. */
  public static <I, O> TypeInformation<O> getMapPartitionReturnTypes(
      MapPartitionFunction<I, O> mapPartitionInterface,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        mapPartitionInterface,
        MapPartitionFunction.class,
        0,
        1,
        COLLECTOR_IN_SECOND,
        inType,
        functionName,
        allowMissing);
  }

  /** The type that a group-reduce function emits. */
  public static <I, O> TypeInformation<O> getGroupReduceReturnTypes(
      GroupReduceFunction<I, O> groupReduceInterface, TypeInformation<I> inType) {
    return getGroupReduceReturnTypes(groupReduceInterface, inType, null, false);
  }

  /** The type that a group-reduce function emits. */
  public static <I, O> TypeInformation<O> getGroupReduceReturnTypes(
      GroupReduceFunction<I, O> groupReduceInterface,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        groupReduceInterface,
        GroupReduceFunction.class,
        0,
        1,
        COLLECTOR_IN_SECOND,
        inType,
        functionName,
        allowMissing);
  }

  /** The type that a group-combine function emits. */
  public static <I, O> TypeInformation<O> getGroupCombineReturnTypes(
      GroupCombineFunction<I, O> combineInterface, TypeInformation<I> inType) {
    return getGroupCombineReturnTypes(combineInterface, inType, null, false);
  }

  /** The type that a group-combine function emits. */
  public static <I, O> TypeInformation<O> getGroupCombineReturnTypes(
      GroupCombineFunction<I, O> combineInterface,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        combineInterface,
        GroupCombineFunction.class,
        0,
        1,
        COLLECTOR_IN_SECOND,
        inType,
        functionName,
        allowMissing);
  }

  /** The type of an aggregate function's accumulator. */
  public static <I, A> TypeInformation<A> getAggregateFunctionAccumulatorType(
      AggregateFunction<I, A, ?> function,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        function, AggregateFunction.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
  }

  /** The type of an aggregate function's result. */
  public static <I, O> TypeInformation<O> getAggregateFunctionReturnType(
      AggregateFunction<I, ?, O> function,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        function, AggregateFunction.class, 0, 2, NO_INDEX, inType, functionName, allowMissing);
  }

  /** The type of the keys that a selector takes from records. */
  public static <I, K> TypeInformation<K> getKeySelectorTypes(
      KeySelector<I, K> selectorInterface, TypeInformation<I> inType) {
    return getKeySelectorTypes(selectorInterface, inType, null, false);
  }

  /** The type of the keys that a selector takes from records. */
  public static <I, K> TypeInformation<K> getKeySelectorTypes(
      KeySelector<I, K> selectorInterface,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    return getUnaryOperatorReturnType(
        selectorInterface, KeySelector.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
  }

  /** The type of the keys that a partitioner takes; null if a lambda does not say. */
  public static <T> TypeInformation<T> getPartitionerTypes(Partitioner<T> partitioner) {
    return getPartitionerTypes(partitioner, null, true);
  }

  /** The type of the keys that a partitioner takes; null if it is not known and may be missing. */
  public static <T> TypeInformation<T> getPartitionerTypes(
      Partitioner<T> partitioner, String functionName, boolean allowMissing) {
    return FunctionTypes.partitionerKey(partitioner, functionName, allowMissing);
  }

  /** The type of the records that a format reads. */
  @SuppressWarnings("unchecked")
  public static <I> TypeInformation<I> getInputFormatTypes(InputFormat<I, ?> inputFormatInterface) {
    if (inputFormatInterface instanceof ResultTypeQueryable<?> queryable) {
      return (TypeInformation<I>) queryable.getProducedType();
    }
    return createTypeInfo(InputFormat.class, inputFormatInterface.getClass(), 0, null, null);
  }

  // ---- functions of two inputs ----

  /** The type that a flat-join function emits. */
  public static <I1, I2, O> TypeInformation<O> getFlatJoinReturnTypes(
      FlatJoinFunction<I1, I2, O> joinInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type) {
    return getFlatJoinReturnTypes(joinInterface, in1Type, in2Type, null, false);
  }

  /** The type that a flat-join function emits. */
  public static <I1, I2, O> TypeInformation<O> getFlatJoinReturnTypes(
      FlatJoinFunction<I1, I2, O> joinInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type,
      String functionName,
      boolean allowMissing) {
    return getBinaryOperatorReturnType(
        joinInterface,
        FlatJoinFunction.class,
        0,
        1,
        2,
        COLLECTOR_IN_THIRD,
        in1Type,
        in2Type,
        functionName,
        allowMissing);
  }

  /** The type that a join function returns. */
  public static <I1, I2, O> TypeInformation<O> getJoinReturnTypes(
      JoinFunction<I1, I2, O> joinInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type) {
    return getJoinReturnTypes(joinInterface, in1Type, in2Type, null, false);
  }

  /** The type that a join function returns. */
  public static <I1, I2, O> TypeInformation<O> getJoinReturnTypes(
      JoinFunction<I1, I2, O> joinInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type,
      String functionName,
      boolean allowMissing) {
    return getBinaryOperatorReturnType(
        joinInterface,
        JoinFunction.class,
        0,
        1,
        2,
        NO_INDEX,
        in1Type,
        in2Type,
        functionName,
        allowMissing);
  }

  /** The type that a co-group function emits. */
  public static <I1, I2, O> TypeInformation<O> getCoGroupReturnTypes(
      CoGroupFunction<I1, I2, O> coGroupInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type) {
    return getCoGroupReturnTypes(coGroupInterface, in1Type, in2Type, null, false);
  }

  /** The type that a co-group function emits. */
  public static <I1, I2, O> TypeInformation<O> getCoGroupReturnTypes(
      CoGroupFunction<I1, I2, O> coGroupInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type,
      String functionName,
      boolean allowMissing) {
    return getBinaryOperatorReturnType(
        coGroupInterface,
        CoGroupFunction.class,
        0,
        1,
        2,
        COLLECTOR_IN_THIRD,
        in1Type,
        in2Type,
        functionName,
        allowMissing);
  }

  /** The type that a cross function returns. */
  public static <I1, I2, O> TypeInformation<O> getCrossReturnTypes(
      CrossFunction<I1, I2, O> crossInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type) {
    return getCrossReturnTypes(crossInterface, in1Type, in2Type, null, false);
  }

  /** The type that a cross function returns. */
  public static <I1, I2, O> TypeInformation<O> getCrossReturnTypes(
      CrossFunction<I1, I2, O> crossInterface,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type,
      String functionName,
      boolean allowMissing) {
    return getBinaryOperatorReturnType(
        crossInterface,
        CrossFunction.class,
        0,
        1,
        2,
        NO_INDEX,
        in1Type,
        in2Type,
        functionName,
        allowMissing);
  }

  // ---- functions in general ----

  /**
   * The type of what a function with one input returns.
   *
   * @param baseClass the function's interface or abstract class
   * @param inputTypeArgumentIndex which type parameter of {@code baseClass} is the input
   * @param outputTypeArgumentIndex which is the output
   * @param lambdaOutputTypeArgumentIndices where a lambda's output type stands: the index of a
   *     parameter, then of its type argument, and so on; {@link #NO_INDEX} for the return type
   * @param inType type of the input; may be null
   * @param functionName where in the program the function is used, for messages; may be null
   * @param allowMissing whether to return a {@code MissingTypeInfo} rather than to fail
   */
  @SuppressWarnings("unchecked")
  public static <I, O> TypeInformation<O> getUnaryOperatorReturnType(
      Function function,
      Class<?> baseClass,
      int inputTypeArgumentIndex,
      int outputTypeArgumentIndex,
      int[] lambdaOutputTypeArgumentIndices,
      TypeInformation<I> inType,
      String functionName,
      boolean allowMissing) {
    FunctionTypes.Input input = new FunctionTypes.Input(inputTypeArgumentIndex, inType);
    return (TypeInformation<O>)
        new FunctionTypes(function, baseClass, functionName)
            .output(outputTypeArgumentIndex, lambdaOutputTypeArgumentIndices, allowMissing, input);
  }

  /** As {@link #getUnaryOperatorReturnType}, for a function with two inputs. */
  @SuppressWarnings("unchecked")
  public static <I1, I2, O> TypeInformation<O> getBinaryOperatorReturnType(
      Function function,
      Class<?> baseClass,
      int input1TypeArgumentIndex,
      int input2TypeArgumentIndex,
      int outputTypeArgumentIndex,
      int[] lambdaOutputTypeArgumentIndices,
      TypeInformation<I1> in1Type,
      TypeInformation<I2> in2Type,
      String functionName,
      boolean allowMissing) {
    return (TypeInformation<O>)
        new FunctionTypes(function, baseClass, functionName)
            .output(
                outputTypeArgumentIndex,
                lambdaOutputTypeArgumentIndices,
                allowMissing,
                new FunctionTypes.Input(input1TypeArgumentIndex, in1Type),
                new FunctionTypes.Input(input2TypeArgumentIndex, in2Type));
  }

  // ---- types, classes, objects ----

  /** Describes a class that is not generic. */
  public static <T> TypeInformation<T> createTypeInfo(Class<T> type) {
    return getForClass(type);
  }

  /**
   * Describes a class that implements Hadoop's {@code Writable}.
   *
   * @throws InvalidTypesException if the module {@code hadoop-formats} is not in the program
   */
  @SuppressWarnings("unchecked")
  public static <T> TypeInformation<T> createHadoopWritableTypeInfo(Class<T> typeClass) {
    TypeInformation<?> info = CustomTypes.describeByProvider(typeClass, typeClass);
    if (info == null) {
      throw new InvalidTypesException(
          typeClass.getName()
              + " is not a class that implements Writable, or flyshuttle-hadoop-formats is not on"
              + " the class path: add it to the program's jar or to lib/.");
    }
    return (TypeInformation<T>) info;
  }

  /** Describes a type with its arguments. */
  public static TypeInformation<?> createTypeInfo(Type t) {
    try {
      return new TypeDescriber(new TypeBindings()).describe(t);
    } catch (InvalidTypesException e) {
      throw stating("The type " + t.getTypeName() + " cannot be described: ", e);
    }
  }

  /**
   * Describes what an object, or else its class, gives for a type parameter of a class above it.
   */
  @SuppressWarnings("unchecked")
  public static <OUT> TypeInformation<OUT> createTypeInfo(
      Object instance, Class<?> baseClass, Class<?> clazz, int returnParamPos) {
    if (instance instanceof ResultTypeQueryable<?> queryable) {
      return (TypeInformation<OUT>) queryable.getProducedType();
    }
    return createTypeInfo(baseClass, clazz, returnParamPos, null, null);
  }

  /**
   * Describes what a class gives for a type parameter of a class above it.
   *
   * @param in1Type input that fixes type parameter 0 of the base class; may be null
   * @param in2Type input that fixes type parameter 1 of the base class; may be null
   */
  @SuppressWarnings("unchecked")
  public static <IN1, IN2, OUT> TypeInformation<OUT> createTypeInfo(
      Class<?> baseClass,
      Class<?> clazz,
      int returnParamPos,
      TypeInformation<IN1> in1Type,
      TypeInformation<IN2> in2Type) {
    try {
      return (TypeInformation<OUT>)
          FunctionTypes.ofClass(
              clazz,
              baseClass,
              returnParamPos,
              new FunctionTypes.Input(0, in1Type),
              new FunctionTypes.Input(1, in2Type));
    } catch (InvalidTypesException e) {
      throw stating(
          "The type argument "
              + returnParamPos
              + " that "
              + clazz.getName()
              + " gives to "
              + baseClass.getSimpleName()
              + " cannot be found out: ",
          e);
    }
  }

  /** What a class gives, as written, for a type parameter of a class above it. */
  public static Type getParameterType(Class<?> baseClass, Class<?> clazz, int pos) {
    TypeBindings bindings = TypeBindings.between(clazz, baseClass);
    return bindings.resolve(baseClass.getTypeParameters()[pos]);
  }

  /** Describes a class that is not generic. */
  @SuppressWarnings("unchecked")
  public static <X> TypeInformation<X> getForClass(Class<X> clazz) {
    try {
      return (TypeInformation<X>) new TypeDescriber(new TypeBindings()).describe(clazz);
    } catch (InvalidTypesException e) {
      throw stating("The class " + clazz.getName() + " cannot be described: ", e);
    }
  }

  /** Describes an object: its class and, for tuples and rows, its fields. */
  @SuppressWarnings("unchecked")
  public static <X> TypeInformation<X> getForObject(X value) {
    return (TypeInformation<X>) ObjectTypes.describe(value);
  }

  /** Whether a class is a Java record. */
  public static boolean isRecord(Class<?> clazz) {
    return clazz.isRecord();
  }

  /**
   * Fields of a class and those above it, neither static nor transient.
   *
   * @param ignoreDuplicates whether two classes may declare fields of one name
   * @throws InvalidTypesException if they do and may not
   */
  public static List<Field> getAllDeclaredFields(Class<?> clazz, boolean ignoreDuplicates) {
    List<Field> fields = FieldTypes.fields(clazz);
    long names = fields.stream().map(Field::getName).distinct().count();
    if (!ignoreDuplicates && names < fields.size()) {
      throw new InvalidTypesException(
          "Two classes above or in " + clazz.getName() + " declare fields of the same name.");
    }
    return fields;
  }

  /** The field of a name in a class or one above it; null if there is none. */
  public static Field getDeclaredField(Class<?> clazz, String name) {
    return FieldTypes.fields(clazz).stream()
        .filter(field -> field.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Has a factory describe a class from now on, in this process. */
  public static void registerFactory(Class<?> type, Class<? extends TypeInfoFactory<?>> factory) {
    TypeInfoFactories.register(type, factory);
  }

  private static InvalidTypesException stating(String what, InvalidTypesException reason) {
    return new InvalidTypesException(
        what
            + reason.getMessage()
            + "; state the type with TypeInformation.of(new TypeHint<...>() {}) or Types.",
        reason);
  }
}
