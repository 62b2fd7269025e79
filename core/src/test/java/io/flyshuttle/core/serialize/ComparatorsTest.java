// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.serialize.compare.GenericPairComparator;
import io.flyshuttle.core.serialize.sample.Customer;
import io.flyshuttle.core.serialize.sample.Measurement;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.typeinfo.RowTypeInfo;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.core.value.IntValue;
import io.flyshuttle.core.value.NullKeyFieldException;
import io.flyshuttle.core.value.Row;
import io.flyshuttle.core.value.StringValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every comparator has to keep: all its ways to compare agree. */
final class ComparatorsTest {
  private static final ExecutionConfig CONFIG = new ExecutionConfig();

  /** Checks every pair of values that are given in ascending order, no two of them equal. */
  private static <T> void check(
      TypeComparator<T> comparator, TypeSerializer<T> serializer, List<T> values, boolean ascending)
      throws IOException {
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        int expected = ascending ? Integer.compare(i, j) : Integer.compare(j, i);
        checkPair(comparator, serializer, values.get(i), values.get(j), expected);
      }
    }
  }

  private static <T> void checkPair(
      TypeComparator<T> comparator, TypeSerializer<T> serializer, T first, T second, int expected)
      throws IOException {
    String what = first + " and " + second;
    assertEquals(expected, Integer.signum(comparator.compare(first, second)), what);
    assertEquals(
        expected,
        Integer.signum(
            comparator
                .duplicate()
                .compareSerialized(bytes(serializer, first), bytes(serializer, second))),
        what + " as bytes");
    comparator.setReference(second);
    assertEquals(expected == 0, comparator.equalToReference(first), what + " by reference");
    TypeComparator<T> other = comparator.duplicate();
    other.setReference(first);
    assertEquals(
        expected, Integer.signum(comparator.compareToReference(other)), what + " by references");
    if (expected == 0) {
      assertEquals(comparator.hash(first), comparator.hash(second), "hash of " + what);
    }
    if (comparator.supportsNormalizedKey()) {
      for (int length : new int[] {1, 3, 4, 8, 9, 20}) {
        checkNormalized(comparator, first, second, expected, length, what);
      }
    }
  }

  private static <T> void checkNormalized(
      TypeComparator<T> comparator, T first, T second, int expected, int length, String what) {
    int used = Math.min(length, comparator.getNormalizeKeyLen());
    MemorySegment memory = MemorySegment.allocateHeap(2 * used + 1);
    comparator.putNormalizedKey(first, memory, 0, used);
    comparator.putNormalizedKey(second, memory, used, used);
    int order = Integer.signum(memory.compare(memory, 0, used, used));
    int oriented = comparator.invertNormalizedKey() ? -order : order;
    if (oriented != 0 || !comparator.isNormalizedKeyPrefixOnly(used)) {
      assertEquals(expected, oriented, what + " by " + used + " bytes of normalized key");
    }
  }

  private static <T> DataInputDeserializer bytes(TypeSerializer<T> serializer, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    return new DataInputDeserializer(out.getCopyOfBuffer());
  }

  @SafeVarargs
  @SuppressWarnings("unchecked")
  private static <T> DynamicTest ordered(String name, TypeInformation<T> type, T... values) {
    return dynamicTest(
        name,
        () -> {
          for (boolean ascending : new boolean[] {true, false}) {
            check(
                ((AtomicType<T>) type).createComparator(ascending, CONFIG),
                type.createSerializer(CONFIG),
                Arrays.asList(values),
                ascending);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> atomicTypes() {
    return Stream.of(
        ordered("boolean", Types.BOOLEAN, false, true),
        ordered("byte", Types.BYTE, Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE),
        ordered("short", Types.SHORT, Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE),
        ordered("int", Types.INT, Integer.MIN_VALUE, -1, 0, 1, 256, Integer.MAX_VALUE),
        ordered("long", Types.LONG, Long.MIN_VALUE, -1L, 0L, 1L << 40, Long.MAX_VALUE),
        ordered("float", Types.FLOAT, Float.NEGATIVE_INFINITY, -1f, -0f, 0f, 1e-30f, 5f, Float.NaN),
        ordered("double", Types.DOUBLE, -Double.MAX_VALUE, -1d, -0d, 0d, 5d, Double.NaN),
        ordered("char", Types.CHAR, '\0', 'a', 'b', '\u20ac', '\uffff'),
        ordered(
            "string",
            Types.STRING,
            "",
            "a",
            "aa",
            "ab",
            "b",
            "common prefix 1",
            "common prefix 2",
            "\u00e4",
            "\u07ff",
            "\u0800",
            "\ud83d\ude00",
            "\uffff"),
        ordered(
            "big integer",
            Types.BIG_INT,
            BigInteger.TEN.pow(400).negate(),
            BigInteger.ONE.negate(),
            BigInteger.ZERO,
            BigInteger.TEN.pow(30),
            BigInteger.TEN.pow(30).add(BigInteger.ONE)),
        ordered(
            "big decimal",
            Types.BIG_DEC,
            new BigDecimal("-1.5"),
            BigDecimal.ZERO,
            new BigDecimal("0.1"),
            new BigDecimal("0.10000000000000000001")),
        ordered("date", TypeInformation.of(Date.class), new Date(-1), new Date(0), new Date(5)),
        ordered(
            "sql timestamp",
            Types.SQL_TIMESTAMP,
            Timestamp.valueOf("1960-01-01 00:00:00.000000001"),
            Timestamp.valueOf("1969-12-31 23:59:59.5"),
            Timestamp.valueOf("2024-01-01 00:00:00.000000001"),
            Timestamp.valueOf("2024-01-01 00:00:00.000000002")),
        ordered(
            "instant",
            Types.INSTANT,
            Instant.MIN,
            Instant.ofEpochSecond(-1, 5),
            Instant.EPOCH,
            Instant.ofEpochSecond(0, 1),
            Instant.MAX),
        ordered("local date", Types.LOCAL_DATE, LocalDate.MIN, LocalDate.EPOCH, LocalDate.MAX),
        ordered("local time", Types.LOCAL_TIME, LocalTime.MIN, LocalTime.NOON, LocalTime.MAX),
        ordered(
            "local date-time",
            Types.LOCAL_DATE_TIME,
            LocalDateTime.MIN,
            LocalDateTime.of(1969, 1, 1, 0, 0),
            LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1),
            LocalDateTime.MAX),
        ordered("enum", Types.ENUM(TimeUnit.class), TimeUnit.values()),
        ordered("IntValue", Types.VALUE(IntValue.class), new IntValue(-1), new IntValue(3)),
        ordered(
            "StringValue",
            Types.VALUE(StringValue.class),
            new StringValue("a"),
            new StringValue("aa"),
            new StringValue("b")),
        ordered(
            "int[]",
            TypeInformation.of(int[].class),
            new int[0],
            new int[] {-1, 5},
            new int[] {0},
            new int[] {0, 0}),
        ordered("generic", Types.GENERIC(Comparable.class), "a", "b", "c"));
  }

  private static <T> void checkFields(
      TypeInformation<T> type, int[] keys, boolean[] orders, List<T> ascending) throws IOException {
    check(
        ((CompositeType<T>) type).createComparator(keys, orders, 0, CONFIG),
        type.createSerializer(CONFIG),
        ascending,
        true);
  }

  @Test
  void shouldOrderTuplesBySeveralFields() throws IOException {
    TypeInformation<Tuple3<Integer, String, Long>> type =
        Types.TUPLE(Types.INT, Types.STRING, Types.LONG);
    checkFields(
        type,
        new int[] {0, 2},
        new boolean[] {true, true},
        List.of(Tuple3.of(-1, "z", 5L), Tuple3.of(3, "y", -5L), Tuple3.of(3, "x", 5L)));
    checkFields(
        type,
        new int[] {2, 0},
        new boolean[] {true, false},
        List.of(Tuple3.of(1, "", -9L), Tuple3.of(9, "", 1L), Tuple3.of(1, "", 1L)));
    checkFields(
        type,
        new int[] {1, 0},
        new boolean[] {true, true},
        List.of(Tuple3.of(9, "a", 0L), Tuple3.of(1, "ab", 0L), Tuple3.of(2, "ab", 0L)));
    checkFields(
        type,
        new int[] {0, 1},
        new boolean[] {false, false},
        List.of(Tuple3.of(2, "b", 0L), Tuple3.of(2, "a", 0L), Tuple3.of(1, "z", 0L)));
  }

  @Test
  void shouldOrderByFieldsOfNestedTuples() throws IOException {
    checkFields(
        TypeInformation.of(new TypeHint<Tuple2<Tuple2<String, Integer>, Long>>() {}),
        new int[] {1, 2},
        new boolean[] {true, true},
        List.of(
            Tuple2.of(Tuple2.of("z", 1), 7L),
            Tuple2.of(Tuple2.of("y", 1), 8L),
            Tuple2.of(Tuple2.of("x", 2), 0L)));
  }

  @Test
  void shouldOrderPojosRecordsAndRows() throws IOException {
    Customer first = Customer.sample();
    Customer second = Customer.sample();
    second.number = 8;
    CompositeType<Customer> customers =
        (CompositeType<Customer>) TypeInformation.of(Customer.class);
    checkFields(
        customers,
        new int[] {customers.getFlatFields("number").get(0).getPosition()},
        new boolean[] {true},
        List.of(first, second));
    checkFields(
        TypeInformation.of(Measurement.Unit.class),
        new int[] {0},
        new boolean[] {true},
        List.of(new Measurement.Unit("a"), new Measurement.Unit("b")));
    checkFields(
        new RowTypeInfo(Types.INT, Types.STRING),
        new int[] {0, 1},
        new boolean[] {true, true},
        List.of(Row.of(null, "z"), Row.of(-1, null), Row.of(-1, "a"), Row.of(3, "a")));
  }

  @Test
  void whenKeyIsNullThenFailureNamesField() {
    TypeInformation<Tuple2<Integer, String>> type = Types.TUPLE(Types.INT, Types.STRING);
    TypeComparator<Tuple2<Integer, String>> comparator =
        ((CompositeType<Tuple2<Integer, String>>) type)
            .createComparator(new int[] {0}, new boolean[] {true}, 0, CONFIG);
    NullKeyFieldException failure =
        assertThrows(NullKeyFieldException.class, () -> comparator.hash(Tuple2.of(null, "a")));
    assertEquals(0, failure.getFieldNumber());
    assertThrows(
        NullKeyFieldException.class,
        () -> comparator.compare(Tuple2.of(1, "a"), Tuple2.of(null, "a")));
  }

  @Test
  void shouldComparePairsOfDifferentTypes() {
    CompositeType<Tuple2<Integer, String>> left =
        (CompositeType<Tuple2<Integer, String>>)
            Types.<Tuple2<Integer, String>>TUPLE(Types.INT, Types.STRING);
    CompositeType<Tuple3<Long, String, Integer>> right =
        (CompositeType<Tuple3<Long, String, Integer>>)
            Types.<Tuple3<Long, String, Integer>>TUPLE(Types.LONG, Types.STRING, Types.INT);
    GenericPairComparator<Tuple2<Integer, String>, Tuple3<Long, String, Integer>> pair =
        new GenericPairComparator<>(
            left.createComparator(new int[] {0, 1}, new boolean[] {true, true}, 0, CONFIG),
            right.createComparator(new int[] {2, 1}, new boolean[] {true, true}, 0, CONFIG));
    pair.setReference(Tuple2.of(5, "b"));
    assertTrue(pair.equalToReference(Tuple3.of(0L, "b", 5)));
    assertFalse(pair.equalToReference(Tuple3.of(0L, "a", 5)));
    assertTrue(pair.compareToReference(Tuple3.of(0L, "c", 5)) > 0);
    assertTrue(pair.compareToReference(Tuple3.of(0L, "c", 4)) < 0);
  }

  @Property(tries = 300)
  void shouldAgreeOnRandomTuples(
      @ForAll String a, @ForAll String b, @ForAll int c, @ForAll int d, @ForAll double e)
      throws IOException {
    TypeInformation<Tuple3<String, Integer, Double>> type =
        Types.TUPLE(Types.STRING, Types.INT, Types.DOUBLE);
    CompositeType<Tuple3<String, Integer, Double>> composite =
        (CompositeType<Tuple3<String, Integer, Double>>) type;
    Tuple3<String, Integer, Double> first = Tuple3.of(a, c, e);
    Tuple3<String, Integer, Double> second = Tuple3.of(b, d, e);
    int byText = a.compareTo(b);
    int byNumber = Integer.compare(c, d);
    checkPair(
        composite.createComparator(new int[] {1, 0}, new boolean[] {true, true}, 0, CONFIG),
        type.createSerializer(CONFIG),
        first,
        second,
        Integer.signum(byNumber != 0 ? byNumber : byText));
    checkPair(
        composite.createComparator(new int[] {0, 2}, new boolean[] {true, true}, 0, CONFIG),
        type.createSerializer(CONFIG),
        first,
        second,
        Integer.signum(byText));
  }
}
