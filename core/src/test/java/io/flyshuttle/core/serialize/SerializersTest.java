// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import static io.flyshuttle.core.serialize.SerializerContract.of;

import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.serialize.basic.EnumSerializer;
import io.flyshuttle.core.serialize.kryo.KryoSerializer;
import io.flyshuttle.core.serialize.sample.Animal;
import io.flyshuttle.core.serialize.sample.Cat;
import io.flyshuttle.core.serialize.sample.Customer;
import io.flyshuttle.core.serialize.sample.Dog;
import io.flyshuttle.core.serialize.sample.Measurement;
import io.flyshuttle.core.tuple.Tuple0;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.typeinfo.RowTypeInfo;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.core.value.BooleanValue;
import io.flyshuttle.core.value.DoubleValue;
import io.flyshuttle.core.value.Either;
import io.flyshuttle.core.value.IntValue;
import io.flyshuttle.core.value.LongValue;
import io.flyshuttle.core.value.Row;
import io.flyshuttle.core.value.RowKind;
import io.flyshuttle.core.value.StringValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The contract, kept by the serializers of all types. */
final class SerializersTest {

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }

  @TestFactory
  Stream<DynamicContainer> basicTypes() {
    return Stream.of(
        of("boolean", serializer(Types.BOOLEAN), true, false),
        of("byte", serializer(Types.BYTE), (byte) 0, (byte) -1, Byte.MIN_VALUE),
        of("short", serializer(Types.SHORT), (short) 0, Short.MAX_VALUE, Short.MIN_VALUE),
        of("int", serializer(Types.INT), 0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE),
        of("long", serializer(Types.LONG), 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE),
        of("float", serializer(Types.FLOAT), 0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY),
        of("double", serializer(Types.DOUBLE), 0d, -0d, Double.NaN, Double.MIN_VALUE),
        of("char", serializer(Types.CHAR), 'a', '\0', '\uffff'),
        of("void", serializer(Types.VOID), (Void) null),
        of(
            "string",
            serializer(Types.STRING),
            "",
            "word",
            "\u00e4\u00f6\u00ff",
            "\u20ac uro",
            "\ud83d\ude00",
            null,
            "x".repeat(100_000),
            "\u4e16".repeat(5_000)),
        of(
            "big integer",
            serializer(Types.BIG_INT),
            BigInteger.ZERO,
            BigInteger.TEN.pow(200).negate(),
            null),
        of(
            "big decimal",
            serializer(Types.BIG_DEC),
            BigDecimal.ZERO,
            new BigDecimal("-123.4500"),
            null),
        of(
            "date",
            serializer(TypeInformation.of(Date.class)),
            new Date(0),
            new Date(-1),
            null,
            new Date(1_700_000_000_000L)),
        of("sql date", serializer(Types.SQL_DATE), java.sql.Date.valueOf("2024-02-29"), null),
        of("sql time", serializer(Types.SQL_TIME), Time.valueOf("23:59:59"), null),
        of(
            "sql timestamp",
            serializer(Types.SQL_TIMESTAMP),
            Timestamp.valueOf("2024-02-29 12:00:00.123456789"),
            null),
        of("instant", serializer(Types.INSTANT), Instant.EPOCH, Instant.MAX, Instant.MIN, null),
        of("local date", serializer(Types.LOCAL_DATE), LocalDate.MIN, LocalDate.MAX, null),
        of("local time", serializer(Types.LOCAL_TIME), LocalTime.MIN, LocalTime.MAX, null),
        of(
            "local date-time",
            serializer(Types.LOCAL_DATE_TIME),
            LocalDateTime.MIN,
            LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4),
            null),
        of("enum", new EnumSerializer<>(TimeUnit.class), TimeUnit.values()));
  }

  @TestFactory
  Stream<DynamicContainer> arraysAndCollections() {
    return Stream.of(
        of("byte[]", serializer(TypeInformation.of(byte[].class)), new byte[0], new byte[] {1, -1}),
        of("int[]", serializer(TypeInformation.of(int[].class)), new int[0], new int[] {7, -7}),
        of("long[]", serializer(TypeInformation.of(long[].class)), new long[] {Long.MIN_VALUE}),
        of("short[]", serializer(TypeInformation.of(short[].class)), new short[] {3, -3}),
        of("char[]", serializer(TypeInformation.of(char[].class)), new char[] {'x', '\u20ac'}),
        of("float[]", serializer(TypeInformation.of(float[].class)), new float[] {1f, Float.NaN}),
        of("double[]", serializer(TypeInformation.of(double[].class)), new double[] {1d, -0d}),
        of("boolean[]", serializer(TypeInformation.of(boolean[].class)), new boolean[] {true}),
        of(
            "String[]",
            serializer(TypeInformation.of(String[].class)),
            new String[0],
            new String[] {"a", null, "b"}),
        of(
            "Integer[]",
            serializer(TypeInformation.of(Integer[].class)),
            new Integer[] {1, null, 2},
            new Integer[] {3}),
        of(
            "Date[][]",
            serializer(TypeInformation.of(Date[][].class)),
            new Date[][] {{new Date(1)}, {}, null}),
        of(
            "list",
            serializer(Types.LIST(Types.INT)),
            List.of(1, 2, 3),
            List.of(),
            Arrays.asList(1, null, 3)),
        of(
            "list of lists",
            serializer(TypeInformation.of(new TypeHint<List<List<String>>>() {})),
            List.of(List.of("a"), List.of())),
        of("map", serializer(Types.MAP(Types.STRING, Types.LONG)), Map.of("a", 1L), mapWithNulls()),
        of(
            "set",
            serializer(Types.SET(Types.STRING)),
            Set.of("a", "b"),
            new LinkedHashSet<>(Arrays.asList("x", null))),
        of(
            "optional",
            serializer(Types.OPTIONAL(Types.STRING)),
            Optional.of("a"),
            Optional.empty()),
        of(
            "optional of mutable",
            serializer(Types.OPTIONAL(TypeInformation.of(Date.class))),
            Optional.of(new Date(5))),
        of(
            "either",
            serializer(Types.EITHER(Types.STRING, Types.INT)),
            Either.Left("left"),
            Either.Right(42)));
  }

  private static Map<String, Long> mapWithNulls() {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("a", null);
    map.put(null, 2L);
    return map;
  }

  @TestFactory
  Stream<DynamicContainer> records() {
    SerializerConfigImpl registered = new SerializerConfigImpl();
    registered.registerPojoType(Dog.class);
    return Stream.of(
        of("tuple without fields", serializer(Types.<Tuple0>TUPLE()), Tuple0.INSTANCE),
        of(
            "tuple",
            serializer(Types.<Tuple2<String, Integer>>TUPLE(Types.STRING, Types.INT)),
            Tuple2.of("a", 1),
            Tuple2.of(null, -1)),
        of(
            "tuple of fixed length",
            serializer(
                Types.<Tuple3<Integer, Long, Double>>TUPLE(Types.INT, Types.LONG, Types.DOUBLE)),
            Tuple3.of(1, 2L, 3d)),
        of(
            "nested tuple",
            serializer(
                TypeInformation.of(new TypeHint<Tuple2<Tuple2<String, Date>, List<String>>>() {})),
            Tuple2.of(Tuple2.of("a", new Date(1)), new ArrayList<>(List.of("b")))),
        of(
            "POJO",
            serializer(TypeInformation.of(Customer.class)),
            Customer.sample(),
            new Customer(),
            null),
        of(
            "POJO with subclasses",
            TypeInformation.of(Animal.class).createSerializer(registered),
            Animal.named("plain"),
            Dog.named("rex", 3),
            Cat.named("tom", "grey"),
            null),
        of(
            "Java record",
            serializer(TypeInformation.of(Measurement.class)),
            new Measurement("s1", 1L, 2.5, true, List.of("x"), null, 'c'),
            new Measurement(null, -1L, Double.NaN, false, null, new Measurement.Unit("m"), 'd')),
        of(
            "immutable Java record",
            serializer(TypeInformation.of(Measurement.Unit.class)),
            new Measurement.Unit("kg"),
            new Measurement.Unit(null)),
        of(
            "row",
            serializer(new RowTypeInfo(Types.STRING, Types.INT, Types.LIST(Types.STRING))),
            Row.of("a", 1, List.of("x")),
            Row.of(null, null, null),
            Row.ofKind(RowKind.DELETE, "b", 2, null)),
        of(
            "wide row",
            serializer(new RowTypeInfo(repeat(Types.INT, 30))),
            Row.of((Object[]) new Integer[30])),
        of("IntValue", serializer(Types.VALUE(IntValue.class)), new IntValue(7), new IntValue()),
        of("LongValue", serializer(Types.VALUE(LongValue.class)), new LongValue(-7)),
        of("DoubleValue", serializer(Types.VALUE(DoubleValue.class)), new DoubleValue(1.5)),
        of("BooleanValue", serializer(Types.VALUE(BooleanValue.class)), new BooleanValue(true)),
        of(
            "StringValue",
            serializer(Types.VALUE(StringValue.class)),
            new StringValue("text"),
            new StringValue()));
  }

  private static TypeInformation<?>[] repeat(TypeInformation<?> type, int count) {
    TypeInformation<?>[] types = new TypeInformation<?>[count];
    Arrays.fill(types, type);
    return types;
  }

  @TestFactory
  Stream<DynamicContainer> byKryo() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.registerKryoType(Cat.class);
    return Stream.of(
        of(
            "Kryo of a POJO",
            new KryoSerializer<>(Customer.class, config),
            Customer.sample(),
            new Customer()),
        of(
            "Kryo of an interface",
            new KryoSerializer<>(List.class, config),
            new ArrayList<>(List.of("a", 1)),
            Arrays.asList("a", "b")),
        of(
            "Kryo of any object",
            new KryoSerializer<>(Object.class, config),
            Cat.named("a", "b"),
            List.of(1, "text")));
  }
}
