// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.format.InputSplit;
import io.flyshuttle.core.format.collection.CollectionInputFormat;
import io.flyshuttle.core.format.file.TextInputFormat;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.operator.SplitProvider;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input formats that are read on from a snapshot: each record once, wherever it was taken. */
final class FormatSourceTest {

  @TempDir java.nio.file.Path directory;

  /** Deals splits, each once, as the JobManager does. */
  private static final class Dealer implements SplitProvider {
    private final List<byte[]> splits = new ArrayList<>();
    private int next;

    Dealer(InputFormat<?, ? extends InputSplit> format, int count) throws Exception {
      format.configure(new Configuration());
      for (InputSplit split : format.createInputSplits(count)) {
        splits.add(CodeBytes.write(split, "split"));
      }
    }

    @Override
    public CompletableFuture<Optional<byte[]>> next() {
      return CompletableFuture.completedFuture(
          next < splits.size() ? Optional.of(splits.get(next++)) : Optional.empty());
    }
  }

  private static void shouldReadEachRecordOnce(
      OperatorFactory factory, InputFormat<?, ? extends InputSplit> format, List<String> expected)
      throws Exception {
    for (int saved = 0; saved <= expected.size(); saved++) {
      Dealer dealer = new Dealer(format, 3);
      OperatorHarness first =
          OperatorHarness.setup(factory)
              .splits(dealer)
              .outputSerializer(StringSerializer.INSTANCE)
              .open();
      for (int i = 0; i < saved; i++) {
        ((PullSource) first.operator()).pull(1);
      }
      OperatorStateSnapshot state = first.snapshot(1);
      List<Object> records = new ArrayList<>(first.takeRecords());
      first.close();
      OperatorHarness second =
          OperatorHarness.setup(factory)
              .splits(dealer)
              .outputSerializer(StringSerializer.INSTANCE)
              .restore(state)
              .open();
      while (((PullSource) second.operator()).pull(2) != PullSource.Status.END) {
        // all of it
      }
      records.addAll(second.takeRecords());
      second.close();
      assertEquals(
          expected, records.stream().map(String::valueOf).sorted().toList(), "saved at " + saved);
    }
  }

  @Test
  void shouldGoOnInTextFiles() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 100; i < 120; i++) {
      lines.add("line " + i);
    }
    Files.write(directory.resolve("text"), lines);
    TextInputFormat format = new TextInputFormat(new Path(directory.resolve("text").toUri()));
    shouldReadEachRecordOnce(FormatSource.factory(format, new Configuration()), format, lines);
  }

  @Test
  void shouldGoOnInFormatsThatDoNotKnowTheirPosition() throws Exception {
    List<String> data = List.of("a", "b", "c", "d");
    CollectionInputFormat<String> format =
        new CollectionInputFormat<>(data, StringSerializer.INSTANCE);
    shouldReadEachRecordOnce(FormatSource.factory(format, new Configuration()), format, data);
  }
}
