// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.serialize.sample.Customer;
import io.flyshuttle.core.serialize.sample.Measurement;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple0;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.CompositeType.InvalidFieldReferenceException;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInfo;
import io.flyshuttle.core.type.TypeInfoFactory;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicArrayTypeInfo;
import io.flyshuttle.core.typeinfo.EnumTypeInfo;
import io.flyshuttle.core.typeinfo.GenericTypeInfo;
import io.flyshuttle.core.typeinfo.JavaRecordTypeInfo;
import io.flyshuttle.core.typeinfo.ObjectArrayTypeInfo;
import io.flyshuttle.core.typeinfo.PojoTypeInfo;
import io.flyshuttle.core.typeinfo.PrimitiveArrayTypeInfo;
import io.flyshuttle.core.typeinfo.RowTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.core.value.Either;
import io.flyshuttle.core.value.IntValue;
import io.flyshuttle.core.value.Row;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TypeExtractorTest {

  private static final TypeInformation<Tuple2<String, Integer>> PAIR =
      Types.TUPLE(Types.STRING, Types.INT);

  /** A tuple by another name. */
  public static class Edge<K, V> extends Tuple3<K, K, V> {}

  /** A tuple with a field too many. */
  public static class Labeled extends Tuple2<String, Integer> {
    public String label;
  }

  /** A generic POJO. */
  public static class Box<T> {
    public T content;
    public List<T> more;
  }

  /** A subclass that fixes the type. */
  public static class StringBox extends Box<String> {
    public int size;
  }

  /** A recursive POJO. */
  public static class Node {
    public String name;
    public Node next;
    public List<Node> children;
  }

  /** No POJO: a field cannot be set. */
  public static class Locked {
    private int count;

    public int getCount() {
      return count;
    }
  }

  /** A class that describes itself. */
  @TypeInfo(SecretFactory.class)
  public static class Secret<T> {}

  /** Describes {@link Secret} by its argument. */
  public static class SecretFactory<T> extends TypeInfoFactory<Secret<T>> {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public TypeInformation<Secret<T>> createTypeInfo(
        Type t, Map<String, TypeInformation<?>> genericParameters) {
      return (TypeInformation) Types.LIST(genericParameters.get("T"));
    }
  }

  static class Identity<T> implements MapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    @Override
    public T map(T value) {
      return value;
    }
  }

  static class Duplicate<T> implements FlatMapFunction<T, Tuple2<T, List<T>>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(T value, Collector<Tuple2<T, List<T>>> out) {}
  }

  static class First<A, B> implements MapFunction<Tuple2<A, B>, A> {
    private static final long serialVersionUID = 1L;

    @Override
    public A map(Tuple2<A, B> value) {
      return value.f0;
    }
  }

  static final class FirstOfStrings<X> extends First<String, X> {
    private static final long serialVersionUID = 1L;
  }

  static class ToEdge<K, V> implements MapFunction<Tuple3<K, K, V>, Edge<K, V>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Edge<K, V> map(Tuple3<K, K, V> value) {
      return new Edge<>();
    }
  }

  static class Unbox<T> implements MapFunction<Box<T>, T> {
    private static final long serialVersionUID = 1L;

    @Override
    public T map(Box<T> value) {
      return value.content;
    }
  }

  private static TypeInformation<?> of(TypeHint<?> hint) {
    return hint.getTypeInfo();
  }

  // ---- classes ----

  @Test
  void shouldDescribeBasicTypesAndArrays() {
    assertEquals(Types.INT, TypeInformation.of(int.class));
    assertEquals(Types.STRING, TypeInformation.of(String.class));
    assertEquals(
        PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO, TypeInformation.of(long[].class));
    assertEquals(BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO, TypeInformation.of(String[].class));
    assertEquals(
        ObjectArrayTypeInfo.getInfoFor(TypeInformation.of(Customer.class)),
        TypeInformation.of(Customer[].class));
    assertEquals(new EnumTypeInfo<>(TimeUnit.class), TypeInformation.of(TimeUnit.class));
    assertEquals(Types.VALUE(IntValue.class), TypeInformation.of(IntValue.class));
    assertEquals(Types.GENERIC(Object.class), TypeInformation.of(Object.class));
  }

  @Test
  void shouldDescribeGenericContainers() {
    assertEquals(Types.LIST(PAIR), of(new TypeHint<List<Tuple2<String, Integer>>>() {}));
    assertEquals(
        Types.MAP(Types.STRING, Types.LIST(Types.LONG)),
        of(new TypeHint<Map<String, List<Long>>>() {}));
    assertEquals(Types.SET(Types.STRING), of(new TypeHint<Set<String>>() {}));
    assertEquals(Types.OPTIONAL(Types.STRING), of(new TypeHint<Optional<String>>() {}));
    assertEquals(
        Types.EITHER(Types.STRING, PAIR),
        of(new TypeHint<Either<String, Tuple2<String, Integer>>>() {}));
    assertEquals(
        ObjectArrayTypeInfo.getInfoFor(PAIR), of(new TypeHint<Tuple2<String, Integer>[]>() {}));
    assertEquals(Types.GENERIC(List.class), TypeInformation.of(List.class));
    assertEquals(Types.GENERIC(ArrayList.class), of(new TypeHint<ArrayList<String>>() {}));
  }

  @Test
  void shouldDescribeNestedTuplesAndTheirSubclasses() {
    assertEquals(
        Types.TUPLE(PAIR, Types.LONG),
        of(new TypeHint<Tuple2<Tuple2<String, Integer>, Long>>() {}));
    TypeInformation<?> edge = of(new TypeHint<Edge<Long, Tuple2<String, Integer>>>() {});
    assertEquals(new TupleTypeInfo<>(Edge.class, Types.LONG, Types.LONG, PAIR), edge);
    assertInstanceOf(PojoTypeInfo.class, TypeInformation.of(Labeled.class));
    assertEquals(0, TypeInformation.of(Tuple0.class).getArity());
  }

  @Test
  void shouldDescribePojo() {
    PojoTypeInfo<Customer> customer =
        assertInstanceOf(PojoTypeInfo.class, TypeInformation.of(Customer.class));
    assertEquals(Types.INT, customer.getTypeAt("number"));
    assertEquals(Types.SHORT.getClass(), customer.getTypeAt("address.zip").getClass());
    assertEquals(Types.LIST(Types.STRING), customer.getTypeAt("tags"));
    assertEquals(2, customer.getFlatFields("address.*").size());
    assertThrows(
        InvalidFieldReferenceException.class, () -> customer.getFlatFields("address.planet"));
    assertThrows(InvalidFieldReferenceException.class, () -> customer.getFlatFields("name.x"));
  }

  @Test
  void shouldDescribeGenericPojo() {
    CompositeType<?> box =
        assertInstanceOf(PojoTypeInfo.class, of(new TypeHint<Box<Tuple2<String, Integer>>>() {}));
    assertEquals(PAIR, box.getTypeAt("content"));
    assertEquals(Types.LIST(PAIR), box.getTypeAt("more"));
    CompositeType<?> stringBox =
        assertInstanceOf(PojoTypeInfo.class, TypeInformation.of(StringBox.class));
    assertEquals(Types.STRING, stringBox.getTypeAt("content"));
    CompositeType<?> nested =
        assertInstanceOf(PojoTypeInfo.class, of(new TypeHint<Box<Box<String>>>() {}));
    assertEquals(of(new TypeHint<Box<String>>() {}), nested.getTypeAt("content"));
    CompositeType<?> raw = assertInstanceOf(PojoTypeInfo.class, TypeInformation.of(Box.class));
    assertEquals(Types.GENERIC(Object.class), raw.getTypeAt("content"));
  }

  @Test
  void shouldLeaveRecursionToKryo() {
    CompositeType<?> node = assertInstanceOf(PojoTypeInfo.class, TypeInformation.of(Node.class));
    assertEquals(Types.STRING, node.getTypeAt("name"));
    assertEquals(Types.GENERIC(Node.class), node.getTypeAt("next"));
    assertEquals(Types.LIST(Types.GENERIC(Node.class)), node.getTypeAt("children"));
  }

  @Test
  void shouldDescribeJavaRecord() {
    JavaRecordTypeInfo<Measurement> record =
        assertInstanceOf(JavaRecordTypeInfo.class, TypeInformation.of(Measurement.class));
    assertEquals(0, record.getFieldIndex("sensor"));
    assertEquals(Types.LONG, record.getTypeAt("time"));
    assertEquals(Types.STRING, record.getTypeAt("unit.symbol"));
  }

  @Test
  void whenClassIsNoPojoThenKryoTakesIt() {
    assertInstanceOf(GenericTypeInfo.class, TypeInformation.of(Locked.class));
    assertInstanceOf(GenericTypeInfo.class, TypeInformation.of(Thread.class));
    assertInstanceOf(GenericTypeInfo.class, TypeInformation.of(Runnable.class));
    InvalidTypesException failure =
        assertThrows(InvalidTypesException.class, () -> Types.POJO(Locked.class));
    assertTrue(failure.getMessage().contains("getter and a setter"), failure.getMessage());
  }

  @Test
  void shouldAskFactory() {
    assertEquals(Types.LIST(Types.INT), of(new TypeHint<Secret<Integer>>() {}));
  }

  @Test
  void whenTupleLacksArgumentsThenFailureSaysWhatToDo() {
    InvalidTypesException failure =
        assertThrows(InvalidTypesException.class, () -> TypeInformation.of(Tuple2.class));
    assertEquals(ErrorCode.TYPE_NOT_EXTRACTABLE, failure.code());
    assertTrue(failure.getMessage().contains("TypeHint"), failure.getMessage());
    assertThrows(InvalidTypesException.class, () -> TypeInformation.of(Tuple.class));
  }

  // ---- functions ----

  @Test
  void shouldBindTypeVariablesToInput() {
    assertEquals(PAIR, TypeExtractor.getMapReturnTypes(new Identity<>(), PAIR));
    assertEquals(
        Types.TUPLE(PAIR, Types.LIST(PAIR)),
        TypeExtractor.getFlatMapReturnTypes(new Duplicate<>(), PAIR));
    assertEquals(Types.STRING, TypeExtractor.getMapReturnTypes(new First<>(), PAIR));
    assertEquals(Types.STRING, TypeExtractor.getMapReturnTypes(new FirstOfStrings<>(), PAIR));
    assertEquals(
        new TupleTypeInfo<>(Edge.class, Types.LONG, Types.LONG, Types.STRING),
        TypeExtractor.getMapReturnTypes(
            new ToEdge<>(),
            Types.<Tuple3<Long, Long, String>>TUPLE(Types.LONG, Types.LONG, Types.STRING)));
    assertEquals(
        PAIR,
        TypeExtractor.getMapReturnTypes(
            new Unbox<>(), TypeInformation.of(new TypeHint<Box<Tuple2<String, Integer>>>() {})));
  }

  @Test
  void shouldTakeTypesOfAnonymousClasses() {
    assertEquals(
        Types.TUPLE(Types.LONG, Types.STRING),
        TypeExtractor.getJoinReturnTypes(
            new JoinFunction<Tuple2<String, Integer>, Long, Tuple2<Long, String>>() {
              private static final long serialVersionUID = 1L;

              @Override
              public Tuple2<Long, String> join(Tuple2<String, Integer> first, Long second) {
                return Tuple2.of(second, first.f0);
              }
            },
            PAIR,
            Types.LONG));
    assertEquals(
        Types.LIST(Types.LONG),
        TypeExtractor.getCoGroupReturnTypes(
            new CoGroupFunction<String, Long, List<Long>>() {
              private static final long serialVersionUID = 1L;

              @Override
              public void coGroup(
                  Iterable<String> first, Iterable<Long> second, Collector<List<Long>> out) {}
            },
            Types.STRING,
            Types.LONG));
  }

  @Test
  void whenInputDoesNotFitThenFailureNamesBoth() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    MapFunction<Date, String> function = (MapFunction) new First<String, Integer>();
    InvalidTypesException failure =
        assertThrows(
            InvalidTypesException.class,
            () -> TypeExtractor.getMapReturnTypes(function, TypeInformation.of(Date.class)));
    assertTrue(failure.getMessage().contains("Tuple2"), failure.getMessage());
    assertTrue(failure.getMessage().contains("Date"), failure.getMessage());
  }

  @Test
  void shouldAskFunctionThatKnowsItsType() {
    class Knowing<T> implements MapFunction<String, T>, ResultTypeQueryable<T> {
      private static final long serialVersionUID = 1L;

      @Override
      public T map(String value) {
        return null;
      }

      @Override
      @SuppressWarnings("unchecked")
      public TypeInformation<T> getProducedType() {
        return (TypeInformation<T>) Types.DOUBLE;
      }
    }
    assertSame(Types.DOUBLE, TypeExtractor.getMapReturnTypes(new Knowing<>(), Types.STRING));
  }

  @Test
  void shouldTellKeyOfPartitioner() {
    Partitioner<Long> lambda = (key, partitions) -> (int) (key % partitions);
    assertEquals(Types.LONG, TypeExtractor.getPartitionerTypes(lambda));
    Partitioner<Tuple2<String, Integer>> erased = (key, partitions) -> key.f1 % partitions;
    assertNull(TypeExtractor.getPartitionerTypes(erased));
  }

  // ---- objects ----

  @Test
  void shouldDescribeObjects() {
    assertEquals(PAIR, TypeExtractor.getForObject(Tuple2.of("a", 1)));
    assertEquals(
        new RowTypeInfo(Types.STRING, Types.INT), TypeExtractor.getForObject(Row.of("a", 1)));
    assertInstanceOf(PojoTypeInfo.class, TypeExtractor.getForObject(new Customer()));
    assertThrows(
        InvalidTypesException.class, () -> TypeExtractor.getForObject(Tuple2.of("a", null)));
    assertThrows(InvalidTypesException.class, () -> TypeExtractor.getForObject(null));
  }
}
