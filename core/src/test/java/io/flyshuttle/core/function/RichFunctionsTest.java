// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.aggregator.AggregatorRegistry;
import io.flyshuttle.core.function.aggregator.LongSumAggregator;
import io.flyshuttle.core.function.aggregator.LongZeroConvergence;
import io.flyshuttle.core.function.lambda.FunctionWithException;
import io.flyshuttle.core.function.rich.DefaultOpenContext;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.function.rich.RichReduceFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RichFunctionsTest {

  private static final class Old extends RichMapFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private int opened;

    @Override
    public void open(Configuration parameters) {
      opened++;
    }

    @Override
    public String map(String value) {
      return value;
    }
  }

  private static final class New extends RichMapFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private int opened;

    @Override
    public void open(OpenContext context) {
      opened++;
    }

    @Override
    public String map(String value) {
      return value;
    }
  }

  @Test
  void shouldOpenOldAndNewFunctionsByTheNewMethod() throws Exception {
    Old old = new Old();
    old.open(DefaultOpenContext.INSTANCE);
    assertEquals(1, old.opened);
    New young = new New();
    young.open(DefaultOpenContext.INSTANCE);
    assertEquals(1, young.opened);
    assertThrows(IllegalStateException.class, old::getRuntimeContext);
    assertThrows(IllegalStateException.class, old::getIterationRuntimeContext);
  }

  @Test
  void shouldRefuseRichFunctionsInState() {
    RichReduceFunction<Long> rich =
        new RichReduceFunction<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Long reduce(Long value1, Long value2) {
            return value1 + value2;
          }
        };
    assertThrows(
        UnsupportedOperationException.class,
        () -> new ReducingStateDescriptor<>("sum", rich, LongSerializer.INSTANCE));
  }

  @Test
  void shouldFindCachedFiles() {
    DistributedCache cache =
        new DistributedCache(
            Map.of(
                "words",
                CompletableFuture.completedFuture(
                    new io.flyshuttle.core.file.Path("file:///tmp/some%20words.txt"))));
    assertTrue(cache.getFile("words").getPath().startsWith(File.separator + "tmp"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> cache.getFile("wrods"));
    assertTrue(e.getMessage().contains("[words]"), e.getMessage());
  }

  @Test
  void shouldCloseIteratorsAndWhatWasNotConsumed() throws Exception {
    List<String> closed = new ArrayList<>();
    CloseableIterator<String> list = CloseableIterator.fromList(List.of("a", "b"), closed::add);
    assertEquals("a", list.next());
    list.close();
    assertEquals(List.of("b"), closed);
    assertFalse(CloseableIterator.empty().hasNext());
    CloseableIterator<String> flat =
        CloseableIterator.flatten(
            CloseableIterator.ofElement("x", closed::add),
            CloseableIterator.empty(),
            CloseableIterator.ofElements(closed::add, "y", "z"));
    assertEquals("x", flat.next());
    assertEquals("y", flat.next());
    flat.close();
    assertEquals(List.of("b", "z"), closed);
    CloseableIterator<String> failing =
        CloseableIterator.flatten(
            CloseableIterator.adapterForIterator(
                List.<String>of().iterator(),
                () -> {
                  throw new IOException("first");
                }),
            CloseableIterator.ofElement("q", closed::add));
    assertEquals("first", assertThrows(IOException.class, failing::close).getMessage());
    assertEquals(List.of("b", "z", "q"), closed);
  }

  @Test
  void shouldThrowUndeclared() {
    java.util.function.Function<String, String> plain =
        FunctionWithException.unchecked(
            s -> {
              throw new IOException(s);
            });
    assertEquals("x", assertThrows(IOException.class, () -> plain.apply("x")).getMessage());
  }

  @Test
  void shouldKeepAggregatorsByName() {
    AggregatorRegistry registry = new AggregatorRegistry();
    LongSumAggregator sum = new LongSumAggregator();
    registry.registerAggregator("sum", sum);
    assertThrows(
        InvalidProgramException.class,
        () -> registry.registerAggregator("sum", new LongSumAggregator()));
    registry.registerAggregationConvergenceCriterion("sum", sum, new LongZeroConvergence());
    assertEquals(1, registry.getAllRegisteredAggregators().size());
    assertEquals("sum", registry.getConvergenceCriterionAggregatorName());
    assertTrue(new LongZeroConvergence().isConverged(1, sum.getAggregate()));
    sum.aggregate(5);
    assertFalse(new LongZeroConvergence().isConverged(1, sum.getAggregate()));
    sum.reset();
    assertEquals(0, sum.getAggregate().getValue());
  }
}
