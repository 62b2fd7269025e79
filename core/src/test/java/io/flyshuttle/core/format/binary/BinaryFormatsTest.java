// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.value.IntValue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BinaryFormatsTest {
  private static final TypeInformation<Tuple2<Integer, String>> TYPE =
      TypeInformation.of(new TypeHint<>() {});

  private static Configuration blocks(long bytes) {
    Configuration parameters = new Configuration();
    parameters.setLong(BinaryOutputFormat.BLOCK_SIZE_PARAMETER_KEY, bytes);
    parameters.setLong(BinaryInputFormat.BLOCK_SIZE_PARAMETER_KEY, bytes);
    return parameters;
  }

  private static Path write(
      java.nio.file.Path directory, List<Tuple2<Integer, String>> records, Configuration parameters)
      throws IOException {
    TypeSerializerOutputFormat<Tuple2<Integer, String>> format = new TypeSerializerOutputFormat<>();
    Path path = new Path(directory.resolve("data").toUri());
    format.setOutputFilePath(path);
    format.setWriteMode(WriteMode.OVERWRITE);
    format.setInputType(TYPE, new ExecutionConfig());
    format.configure(parameters);
    format.open(0, 1);
    for (Tuple2<Integer, String> record : records) {
      format.writeRecord(record);
    }
    format.close();
    return path;
  }

  private static TypeSerializerInputFormat<Tuple2<Integer, String>> input(
      Path path, Configuration parameters) {
    TypeSerializerInputFormat<Tuple2<Integer, String>> format =
        new TypeSerializerInputFormat<>(TYPE);
    format.setFilePath(path);
    format.configure(parameters);
    return format;
  }

  @Property(tries = 100)
  void shouldReadEachRecordInOneSplit(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 25, max = 400) int blockSize,
      @ForAll @IntRange(min = 0, max = 200) int count)
      throws Exception {
    java.nio.file.Path directory = Files.createTempDirectory("binary");
    Random random = new Random(seed);
    List<Tuple2<Integer, String>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // some are larger than several blocks
      int length = random.nextInt(10) == 0 ? random.nextInt(1000) : random.nextInt(20);
      records.add(Tuple2.of(i, "x".repeat(length)));
    }
    Path path = write(directory, records, blocks(blockSize));

    TypeSerializerInputFormat<Tuple2<Integer, String>> format = input(path, blocks(blockSize));
    FileInputSplit[] splits = format.createInputSplits(3);
    long length = Files.size(directory.resolve("data"));
    assertEquals((length + blockSize - 1) / blockSize, splits.length);
    List<Tuple2<Integer, String>> read = new ArrayList<>();
    for (FileInputSplit split : splits) {
      format.open(split);
      while (!format.reachedEnd()) {
        read.add(format.nextRecord(null));
        if (random.nextInt(8) == 0) {
          Tuple2<Long, Long> state = format.getCurrentState();
          format.close();
          format = input(path, blocks(blockSize));
          format.reopen(split, state);
        }
      }
      assertNull(format.nextRecord(null));
      format.close();
    }
    assertEquals(records, read);
    assertEquals(count, format.getStatistics(null).getNumberOfRecords());
    Files.delete(directory.resolve("data"));
    Files.delete(directory);
  }

  @Property(tries = 1)
  void shouldWriteAndReadRecordsThatDoSoThemselves() throws Exception {
    java.nio.file.Path directory = Files.createTempDirectory("binary");
    Path path = new Path(directory.resolve("data").toUri());
    SerializedOutputFormat<IntValue> output = new SerializedOutputFormat<>();
    output.setOutputFilePath(path);
    output.configure(new Configuration());
    output.open(0, 1);
    for (int i = 0; i < 10; i++) {
      output.writeRecord(new IntValue(i));
    }
    output.close();
    SerializedInputFormat<IntValue> input = new SerializedInputFormat<>();
    input.setFilePath(path);
    input.configure(new Configuration());
    FileInputSplit[] splits = input.createInputSplits(1);
    assertEquals(1, splits.length);
    input.open(splits[0]);
    int sum = 0;
    while (!input.reachedEnd()) {
      sum += input.nextRecord(new IntValue()).getValue();
    }
    input.close();
    assertEquals(45, sum);
    Files.delete(directory.resolve("data"));
    Files.delete(directory);
  }

  @Property(tries = 1)
  void whenBlocksAreOfAnotherSizeThenTheParameterIsNamed() throws Exception {
    java.nio.file.Path directory = Files.createTempDirectory("binary");
    List<Tuple2<Integer, String>> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(Tuple2.of(i, "some text"));
    }
    Path path = write(directory, records, blocks(200));
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("data").toFile(), "rw")) {
      // the number of records in the first block
      file.seek(200 - 24);
      file.writeLong(-1);
    }
    TypeSerializerInputFormat<Tuple2<Integer, String>> format = input(path, blocks(200));
    IOException damaged =
        assertThrows(IOException.class, () -> format.open(format.createInputSplits(1)[0]));
    assertTrue(damaged.getMessage().contains("input.block_size"), damaged.getMessage());
    format.close();

    FlyshuttleException tooSmall =
        assertThrows(FlyshuttleException.class, () -> input(path, blocks(24)));
    assertEquals(ErrorCode.INVALID_PROGRAM, tooSmall.code());
    Files.delete(directory.resolve("data"));
    Files.delete(directory);
  }
}
