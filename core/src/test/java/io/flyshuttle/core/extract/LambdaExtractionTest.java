// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.MissingTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class LambdaExtractionTest {
  private static final TypeInformation<String> STRING = BasicTypeInfo.STRING_TYPE_INFO;
  private static final TypeInformation<Integer> INT = BasicTypeInfo.INT_TYPE_INFO;
  private static final TypeInformation<Tuple2<String, Integer>> PAIR =
      new TupleTypeInfo<>(STRING, INT);

  private static Tuple2<String, Integer> pairOf(String text) {
    return Tuple2.of(text, 1);
  }

  private static <T> T same(T value) {
    return value;
  }

  private static void split(String line, Collector<Tuple2<String, Integer>> out) {
    out.collect(Tuple2.of(line, 1));
  }

  @Test
  void shouldTakeReturnTypeOfLambda() {
    MapFunction<String, Integer> length = s -> s.length();
    assertEquals(INT, TypeExtractor.getMapReturnTypes(length, STRING));
  }

  @Test
  void shouldTakeReturnTypeOfLambdaThatCapturesValues() {
    String suffix = toString();
    int count = suffix.length();
    MapFunction<Integer, String> append = i -> suffix + i + count;
    assertEquals(STRING, TypeExtractor.getMapReturnTypes(append, INT));
  }

  @Test
  void shouldTakeGenericTypesOfMethodReference() {
    MapFunction<String, Tuple2<String, Integer>> pair = LambdaExtractionTest::pairOf;
    assertEquals(PAIR, TypeExtractor.getMapReturnTypes(pair, STRING));
    FlatMapFunction<String, Tuple2<String, Integer>> split = LambdaExtractionTest::split;
    assertEquals(PAIR, TypeExtractor.getFlatMapReturnTypes(split, STRING));
  }

  @Test
  void shouldBindTypeVariablesOfMethodReferenceToInput() {
    MapFunction<Tuple2<String, Integer>, Tuple2<Integer, String>> swap = Tuple2::swap;
    assertEquals(new TupleTypeInfo<>(INT, STRING), TypeExtractor.getMapReturnTypes(swap, PAIR));
    MapFunction<String, String> same = LambdaExtractionTest::same;
    assertEquals(STRING, TypeExtractor.getMapReturnTypes(same, STRING));
  }

  @Test
  void shouldTakeTypeOfInstanceMethodReference() {
    MapFunction<String, Integer> length = String::length;
    assertEquals(INT, TypeExtractor.getMapReturnTypes(length, STRING));
    Locale locale = Locale.ROOT;
    MapFunction<Locale, String> language = Locale::getLanguage;
    assertEquals(
        STRING, TypeExtractor.getMapReturnTypes(language, TypeExtractor.getForObject(locale)));
  }

  @Test
  void shouldTakeClassOfConstructorReference() {
    MapFunction<String, StringBuilder> builder = StringBuilder::new;
    assertEquals(
        StringBuilder.class, TypeExtractor.getMapReturnTypes(builder, STRING).getTypeClass());
  }

  @Test
  void whenLambdaReturnsErasedTupleThenFailureNamesFunctionAndWayOut() {
    MapFunction<String, Tuple2<String, Integer>> pair = s -> Tuple2.of(s, 1);
    InvalidTypesException failure =
        assertThrows(
            InvalidTypesException.class,
            () -> TypeExtractor.getMapReturnTypes(pair, STRING, "main(Job.java:7)", false));
    assertTrue(failure.getMessage().contains("main(Job.java:7)"), failure.getMessage());
    assertTrue(failure.getMessage().contains(".returns("), failure.getMessage());
    TypeInformation<?> missing =
        TypeExtractor.getMapReturnTypes(pair, STRING, "main(Job.java:7)", true);
    assertTrue(missing instanceof MissingTypeInfo);
  }

  @Test
  void shouldTakeKeyOfSelector() {
    KeySelector<Tuple2<String, Integer>, String> key = t -> t.f0;
    assertEquals(STRING, TypeExtractor.getKeySelectorTypes(key, PAIR));
  }

  @Test
  void whenCollectorOfLambdaIsErasedThenTypeIsMissing() {
    FlatMapFunction<String, Tuple2<String, Integer>> split =
        (String line, Collector<Tuple2<String, Integer>> out) -> out.collect(Tuple2.of(line, 1));
    assertThrows(
        InvalidTypesException.class, () -> TypeExtractor.getFlatMapReturnTypes(split, STRING));
  }

  @Test
  void shouldBindCollectorOfMethodReferenceToInput() {
    FlatMapFunction<String, List<String>> lists = LambdaExtractionTest::listOf;
    assertEquals(
        TypeInformation.of(new TypeHint<List<String>>() {}),
        TypeExtractor.getFlatMapReturnTypes(lists, STRING));
  }

  private static <T> void listOf(T value, Collector<List<T>> out) {
    out.collect(List.of(value));
  }

  private String suffixed(Integer value) {
    return value + toString();
  }

  @Test
  void shouldTakeTypeOfReferenceToMethodOfCapturedObject() {
    MapFunction<Integer, String> suffixed = this::suffixed;
    assertEquals(STRING, TypeExtractor.getMapReturnTypes(suffixed, INT));
  }
}
