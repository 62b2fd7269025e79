// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.esotericsoftware.kryo.serializers.FieldSerializer;
import io.flyshuttle.core.job.SerializerConfigImpl;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.kryo.KryoSerializer;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes of the JDK pass through Kryo in a JVM that opens none of its packages. */
final class KryoOfJdkClassesTest {
  private final KryoSerializer<Object> serializer =
      new KryoSerializer<>(Object.class, new SerializerConfigImpl());

  static Stream<Object> values() {
    EnumMap<TimeUnit, List<String>> byUnit = new EnumMap<>(TimeUnit.class);
    byUnit.put(TimeUnit.DAYS, new ArrayList<>(List.of("a")));
    return Stream.of(
        new UUID(1, -2),
        URI.create("hdfs://name:9000/a b".replace(" ", "%20")),
        new File("/a/b"),
        Path.of("/a/b c"),
        new InetSocketAddress(80),
        new DecimalFormat("0.00"),
        byUnit,
        new EnumMap<TimeUnit, String>(TimeUnit.class),
        new AbstractMap.SimpleEntry<>("a", 1),
        new AbstractMap.SimpleImmutableEntry<>("a", 1),
        Map.entry("a", 1),
        Collections.unmodifiableList(new ArrayList<>(Arrays.asList(1, null, "x"))),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableSet(new TreeSet<>(List.of(3, 1))),
        Collections.unmodifiableMap(new HashMap<>(Map.of("a", List.of(1)))),
        Collections.synchronizedMap(new HashMap<>(Map.of("a", 1))),
        Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("a", 1, "b", 2))),
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(3, 1))),
        new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
        Arrays.asList(1, 2, 3).subList(1, 3),
        Collections.nCopies(3, "a"),
        new LinkedHashMap<>(Map.of("k", 1)).keySet(),
        new TreeMap<>(Map.of(1, 2, 3, 4)).headMap(3),
        new TreeMap<>(Map.of(1, 2, 3, 4)).descendingMap());
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldRoundTripAndCopy(Object value) throws IOException {
    Object read = roundTrip(value);
    Object copy = serializer.copy(value);

    assertEquals(value, read);
    assertEquals(value, copy);
    assertEquals(value.toString(), read.toString());
    assertFalse(
        serializer.getKryo().getSerializer(value.getClass()) instanceof FieldSerializer,
        "depends on packages that are open: " + value.getClass());
  }

  @Test
  void shouldKeepWhatHasNoEquality() throws IOException {
    AtomicReference<Object> self = new AtomicReference<>();
    self.set(new ArrayList<>(List.of(self)));

    AtomicReference<?> read = (AtomicReference<?>) roundTrip(self);

    assertSame(read, ((List<?>) read.get()).get(0));
    assertEquals(7, ((AtomicInteger) roundTrip(new AtomicInteger(7))).get());
    assertEquals(8, ((AtomicLong) serializer.copy(new AtomicLong(8))).get());
    assertEquals(
        Pattern.CASE_INSENSITIVE,
        ((Pattern) roundTrip(Pattern.compile("a+", Pattern.CASE_INSENSITIVE))).flags());
    assertEquals(
        List.of(1, 2), new ArrayList<>((java.util.Collection<?>) roundTrip(numbers().values())));
  }

  @Test
  void shouldStayUnmodifiableAndOrdered() throws IOException {
    TreeMap<String, Integer> descending = new TreeMap<>(Comparator.reverseOrder());
    descending.putAll(Map.of("a", 1, "b", 2));

    List<Object> fixed = (List<Object>) roundTrip(Collections.unmodifiableList(new ArrayList<>()));
    Map<?, ?> sorted = (Map<?, ?>) roundTrip(Collections.unmodifiableSortedMap(descending));

    assertThrows(UnsupportedOperationException.class, () -> fixed.add(1));
    assertEquals(List.of("b", "a"), new ArrayList<>(sorted.keySet()));
  }

  @Test
  void shouldCopyWhatIsInACollection() {
    AtomicInteger inside = new AtomicInteger(1);

    List<?> copy = (List<?>) serializer.copy(Collections.unmodifiableList(List.of(inside)));

    assertNotSame(inside, copy.get(0));
    assertEquals(1, ((AtomicInteger) copy.get(0)).get());
  }

  @Test
  void whenTheProgramNamesASerializerThenItCounts() throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.addDefaultKryoSerializer(UUID.class, AlwaysTheSame.class);
    KryoSerializer<Object> own = new KryoSerializer<>(Object.class, config);
    DataOutputSerializer out = new DataOutputSerializer(64);

    own.serialize(UUID.randomUUID(), out);

    assertEquals(new UUID(0, 0), own.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())));
  }

  private Object roundTrip(Object value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static LinkedHashMap<String, Integer> numbers() {
    LinkedHashMap<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("x", 1);
    numbers.put("y", 2);
    return numbers;
  }

  /** Writes nothing. */
  public static final class AlwaysTheSame extends com.esotericsoftware.kryo.Serializer<UUID> {
    @Override
    public void write(
        com.esotericsoftware.kryo.Kryo kryo,
        com.esotericsoftware.kryo.io.Output output,
        UUID value) {}

    @Override
    public UUID read(
        com.esotericsoftware.kryo.Kryo kryo,
        com.esotericsoftware.kryo.io.Input input,
        Class<? extends UUID> type) {
      return new UUID(0, 0);
    }
  }
}
