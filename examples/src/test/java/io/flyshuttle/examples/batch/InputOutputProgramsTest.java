// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.accumulator.AverageAccumulator;
import io.flyshuttle.core.accumulator.ListAccumulator;
import io.flyshuttle.core.accumulator.LongMaximum;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.DataDistribution;
import io.flyshuttle.core.format.DefaultInputSplitAssigner;
import io.flyshuttle.core.format.GenericInputSplit;
import io.flyshuttle.core.format.InputSplitAssigner;
import io.flyshuttle.core.format.RichInputFormat;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.format.collection.LocalCollectionOutputFormat;
import io.flyshuttle.core.format.file.GlobFilePathFilter;
import io.flyshuttle.core.format.file.TextInputFormat;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DataSetUtils;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs with many kinds of input and output, and what goes along with a job. */
final class InputOutputProgramsTest {
  @TempDir private java.nio.file.Path directory;

  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);

  /** A line of a CSV file. */
  public static final class Customer {
    public long id;
    public String name;
    public double balance;
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private java.nio.file.Path folder(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  private static List<String> namesIn(java.nio.file.Path folder) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldReadPojosFromCsv() throws Exception {
    Files.writeString(
        directory.resolve("c.csv"),
        "name;x;id;balance\n'Smith; J.';?;7;1.5\nLee;?;8;-2\n",
        StandardCharsets.UTF_8);

    List<Customer> customers =
        env.readCsvFile(path("c.csv"))
            .fieldDelimiter(";")
            .parseQuotedStrings('\'')
            .ignoreFirstLine()
            .includeFields("1011")
            .pojoType(Customer.class, "name", "id", "balance")
            .collect();

    TreeMap<Long, String> read = new TreeMap<>();
    customers.forEach(customer -> read.put(customer.id, customer.name + "/" + customer.balance));
    assertEquals(Map.of(7L, "Smith; J./1.5", 8L, "Lee/-2.0"), read);
  }

  @Test
  void shouldReadCompressedFilesBelowAFolder() throws Exception {
    Files.writeString(folder("in").resolve("plain.txt"), "a\nb\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder("in/deep/er").resolve("packed.gz")))) {
      out.write("c\nd\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(directory.resolve("in/deep/_hidden"), "not read\n");
    Configuration parameters = new Configuration();
    parameters.setBoolean(TextInputFormat.ENUMERATE_NESTED_FILES_FLAG, true);

    List<String> flat = env.readTextFile(path("in")).collect();
    List<String> nested = env.readTextFile(path("in")).withParameters(parameters).collect();

    assertEquals(new TreeSet<>(List.of("a", "b")), new TreeSet<>(flat));
    assertEquals(List.of("a", "b", "c", "d"), nested.stream().sorted().toList());
  }

  @Test
  void shouldLeaveOutFilesByPattern() throws Exception {
    Files.writeString(folder("in").resolve("keep.txt"), "kept\n");
    Files.writeString(directory.resolve("in/drop.tmp"), "dropped\n");
    TextInputFormat format = new TextInputFormat(new Path(path("in")));
    format.setFilesFilter(new GlobFilePathFilter(List.of("**"), List.of("**/*.tmp")));

    assertEquals(List.of("kept"), env.createInput(format).collect());
  }

  @Test
  void shouldWriteOneFileForOneSubtaskAndElseAFolder() throws Exception {
    DataSet<Long> numbers = env.generateSequence(1, 30);
    numbers.writeAsText(path("one")).setParallelism(1);
    numbers.writeAsText(path("many")).setParallelism(3);
    numbers
        .map(number -> Tuple2.of(number, "n" + number))
        .returns(Types.TUPLE(Types.LONG, Types.STRING))
        .writeAsCsv(path("csv"), "|\n", ";")
        .setParallelism(1);
    numbers.writeAsFormattedText(path("formatted"), number -> "<" + number + ">").setParallelism(1);
    env.execute();

    assertEquals(30, Files.readAllLines(directory.resolve("one")).size());
    assertEquals(List.of("1", "2", "3", "_SUCCESS"), namesIn(directory.resolve("many")));
    assertTrue(Files.readAllLines(directory.resolve("csv")).contains("7;n7|"));
    assertTrue(Files.readAllLines(directory.resolve("formatted")).contains("<30>"));
  }

  @Test
  void shouldReplaceAFolderWithAllInIt() throws Exception {
    Files.writeString(folder("out").resolve("old"), "old");
    env.generateSequence(1, 3).writeAsText(path("out"), WriteMode.OVERWRITE).setParallelism(2);
    env.execute();

    assertEquals(List.of("1", "2", "_SUCCESS"), namesIn(directory.resolve("out")));
  }

  @Test
  void shouldReadWhatItHasMarkedAsWhole() throws Exception {
    DataSet<Long> numbers = env.generateSequence(1, 30);
    numbers.writeAsText(path("first")).setParallelism(3);
    numbers.writeAsText(path("beside")).setParallelism(3);
    env.execute();
    assertEquals(List.of("1", "2", "3", "_SUCCESS"), namesIn(directory.resolve("beside")));
    env.readTextFile(path("first")).writeAsText(path("second")).setParallelism(2);
    env.execute();

    assertEquals(List.of("1", "2", "_SUCCESS"), namesIn(directory.resolve("second")));
    assertEquals(30, env.readTextFile(path("second")).count());
  }

  @Test
  void shouldMarkNothingIfTheSettingsSaySo() throws Exception {
    Configuration settings = new Configuration();
    settings.set(CoreOptions.FILESYSTEM_OUTPUT_SUCCESS_MARKER, false);
    ExecutionEnvironment unmarked = ExecutionEnvironment.createLocalEnvironment(settings);
    unmarked.generateSequence(1, 3).writeAsText(path("out")).setParallelism(2);
    unmarked.execute();

    assertEquals(List.of("1", "2"), namesIn(directory.resolve("out")));
  }

  @Test
  void whenAJobFailsThenNoneOfItsOutputsIsMarked() throws Exception {
    env.generateSequence(1, 30).writeAsText(path("good")).setParallelism(2);
    env.generateSequence(1, 30)
        .map(number -> 1 / (number - 30))
        .writeAsText(path("bad"))
        .setParallelism(2);

    assertThrows(Exception.class, env::execute);

    assertEquals(List.of(), namesIn(directory));
  }

  @Test
  void shouldBringRecordsToTheProgramsCollection() throws Exception {
    List<Long> collected = new ArrayList<>();
    env.generateSequence(1, 5).output(new LocalCollectionOutputFormat<>(collected));
    env.execute();

    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), collected.stream().sorted().toList());
  }

  /** Seven splits of ten numbers; fails if one copy of it is given a split twice. */
  private static final class Tens extends RichInputFormat<Integer, GenericInputSplit> {
    private static final long serialVersionUID = 1L;

    private transient int split;
    private transient int next;

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public BaseStatistics getStatistics(BaseStatistics cachedStatistics) {
      return null;
    }

    @Override
    public GenericInputSplit[] createInputSplits(int minNumSplits) {
      GenericInputSplit[] splits = new GenericInputSplit[7];
      for (int i = 0; i < splits.length; i++) {
        splits[i] = new GenericInputSplit(i, splits.length);
      }
      return splits;
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(GenericInputSplit[] inputSplits) {
      return new DefaultInputSplitAssigner(inputSplits);
    }

    @Override
    public void open(GenericInputSplit opened) {
      split = opened.getSplitNumber();
      next = 0;
    }

    @Override
    public boolean reachedEnd() {
      return next == 10;
    }

    @Override
    public Integer nextRecord(Integer reuse) {
      return split * 10 + next++;
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldReadEachSplitOfAProgramsFormatOnce() throws Exception {
    List<Integer> read = env.createInput(new Tens(), Types.INT).setParallelism(3).collect();

    assertEquals(70, read.size());
    assertEquals(70, new HashSet<>(read).size());
  }

  /** Puts the words of a cached file in front. */
  private static final class CachedWord extends RichMapFunction<Long, String> {
    private static final long serialVersionUID = 1L;

    private transient String word;

    @Override
    public void open(Configuration parameters) throws Exception {
      word =
          Files.readString(getRuntimeContext().getDistributedCache().getFile("words").toPath())
              .strip();
    }

    @Override
    public String map(Long number) {
      return word + number;
    }
  }

  @Test
  void shouldBringAFileToAllSubtasks() throws Exception {
    Files.writeString(directory.resolve("words.txt"), "word\n");
    env.registerCachedFile(path("words.txt"), "words");

    List<String> result = env.generateSequence(1, 3).map(new CachedWord()).collect();

    assertEquals(List.of("word1", "word2", "word3"), result.stream().sorted().toList());
  }

  /** Reads a file of a cached directory and looks whether a cached program may be run. */
  private static final class CachedTree extends RichMapFunction<Long, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map(Long number) throws IOException {
      DistributedCache cache = getRuntimeContext().getDistributedCache();
      return number
          + Files.readString(cache.getFile("tree").toPath().resolve("below/leaf.txt"))
          + cache.getFile("program").canExecute()
          + cache.getFile("tree").toPath().resolve("empty").toFile().isDirectory();
    }
  }

  @Test
  void shouldBringADirectoryAndAProgramToAllSubtasks() throws Exception {
    Files.createDirectories(directory.resolve("tree/below"));
    Files.createDirectories(directory.resolve("tree/empty"));
    Files.writeString(directory.resolve("tree/below/leaf.txt"), "leaf");
    Files.writeString(directory.resolve("run.sh"), "#!/bin/sh\n");
    Configuration settings = new Configuration();
    settings.setString(
        "pipeline.cached-files", "name:program,path:'" + path("run.sh") + "',executable:true");
    env.configure(settings, getClass().getClassLoader());
    env.registerCachedFile(path("tree"), "tree");

    List<String> result = env.generateSequence(1, 3).map(new CachedTree()).collect();

    assertEquals(
        List.of("1leaftruetrue", "2leaftruetrue", "3leaftruetrue"),
        result.stream().sorted().toList());
  }

  /** Counts in every way. */
  private static final class Counting extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final LongMaximum greatest = new LongMaximum();
    private final ListAccumulator<Long> tens = new ListAccumulator<>();
    private final AverageAccumulator average = new AverageAccumulator();
    private int own;

    @Override
    public void open(Configuration parameters) {
      getRuntimeContext().addAccumulator("greatest", greatest);
      getRuntimeContext().addAccumulator("tens", tens);
      getRuntimeContext().addAccumulator("average", average);
    }

    @Override
    public Long map(Long number) {
      getRuntimeContext().getIntCounter("count").add(1);
      getRuntimeContext().getLongCounter("sum").add(number);
      getRuntimeContext().getDoubleCounter("half").add(number / 2.0);
      getRuntimeContext().getHistogram("last digits").add((int) (number % 10));
      greatest.add(number);
      average.add(number.doubleValue());
      if (number % 10 == 0) {
        tens.add(number);
      }
      own++;
      return number;
    }

    @Override
    public void close() {
      getRuntimeContext().getIntCounter("added when closing").add(own);
    }
  }

  @Test
  void shouldMergeAccumulatorsOfAllSubtasks() throws Exception {
    env.generateSequence(1, 40).map(new Counting()).output(new DiscardingOutputFormat<>());
    JobExecutionResult result = env.execute();

    assertEquals(40, (Integer) result.getAccumulatorResult("count"));
    assertEquals(40, (Integer) result.getAccumulatorResult("added when closing"));
    assertEquals(820L, (Long) result.getAccumulatorResult("sum"));
    assertEquals(410.0, (Double) result.getAccumulatorResult("half"));
    assertEquals(40L, (Long) result.getAccumulatorResult("greatest"));
    assertEquals(20.5, (Double) result.getAccumulatorResult("average"));
    List<Long> tens = result.getAccumulatorResult("tens");
    assertEquals(List.of(10L, 20L, 30L, 40L), tens.stream().sorted().toList());
    TreeMap<Integer, Integer> digits = result.getAccumulatorResult("last digits");
    assertEquals(10, digits.size());
    assertEquals(4, digits.get(3));
  }

  /** Borders at 10, 20, …. */
  public static final class TensDistribution implements DataDistribution {
    private static final long serialVersionUID = 1L;

    @Override
    public Object[] getBucketBoundary(int bucketNum, int totalNumBuckets) {
      return new Object[] {(bucketNum + 1) * 10L};
    }

    @Override
    public int getNumberOfFields() {
      return 1;
    }

    @Override
    public TypeInformation<?>[] getKeyTypes() {
      return new TypeInformation<?>[] {Types.LONG};
    }

    @Override
    public void write(DataOutputView out) {}

    @Override
    public void read(DataInputView in) {}
  }

  /** Says in which subtask a record is. */
  private static final class Place
      extends RichMapFunction<Tuple2<Long, String>, Tuple3<Long, String, Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple3<Long, String, Integer> map(Tuple2<Long, String> pair) {
      return Tuple3.of(pair.f0, pair.f1, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }
  }

  @Test
  void shouldPartitionByGivenRanges() throws Exception {
    DataSet<Tuple2<Long, String>> pairs =
        env.generateSequence(1, 30)
            .map(number -> Tuple2.of(number, "x"))
            .returns(Types.TUPLE(Types.LONG, Types.STRING));

    List<Tuple3<Long, String, Integer>> placed =
        DataSetUtils.partitionByRange(pairs, new TensDistribution(), 0).map(new Place()).collect();

    assertEquals(30, placed.size());
    for (Tuple3<Long, String, Integer> record : placed) {
      assertEquals((record.f0 - 1) / 10, (long) record.f2, record.toString());
    }
  }

  /** A program that prints. */
  private interface Printing {
    void run() throws Exception;
  }

  /** The lines of a stream of this process, sorted. */
  private static List<String> printed(boolean isError, Printing program) throws Exception {
    PrintStream before = isError ? System.err : System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream kept = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try {
      if (isError) {
        System.setErr(kept);
      } else {
        System.setOut(kept);
      }
      program.run();
    } finally {
      if (isError) {
        System.setErr(before);
      } else {
        System.setOut(before);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().sorted().toList();
  }

  @Test
  void shouldPrintWhereTheClientIs() throws Exception {
    DataSet<Long> numbers = env.generateSequence(1, 3);
    assertEquals(List.of("1", "2", "3"), printed(false, numbers::print));
    List<String> errors = printed(true, numbers::printToErr);
    assertTrue(errors.containsAll(List.of("1", "2", "3")), errors.toString());
  }

  @Test
  @SuppressWarnings("deprecation")
  void shouldPrintWhereTheWorkersAre() throws Exception {
    DataSet<Long> numbers = env.generateSequence(1, 3);
    List<String> out =
        printed(
            false,
            () -> {
              numbers.print("out").setParallelism(1);
              numbers.printOnTaskManager("there").setParallelism(1);
              env.execute();
            });
    assertEquals(List.of("out> 1", "out> 2", "out> 3", "there> 1", "there> 2", "there> 3"), out);
    List<String> errors =
        printed(
            true,
            () -> {
              numbers.printToErr("bad").setParallelism(1);
              env.execute();
            });
    assertTrue(errors.containsAll(List.of("bad> 1", "bad> 2", "bad> 3")), errors.toString());
  }

  /** Adds the identity of each record's object. */
  private static final class Identities extends RichMapFunction<Customer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer map(Customer customer) {
      return System.identityHashCode(customer);
    }
  }

  @Test
  void shouldReuseRecordsOfASourceOnlyIfTheProgramAllowsIt() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      lines.append(i).append(",c").append(i).append(",1.5\n");
    }
    Files.writeString(directory.resolve("many.csv"), lines);

    assertEquals(1000, objects(env));
    ExecutionEnvironment reusing = ExecutionEnvironment.createLocalEnvironment(3);
    reusing.getConfig().enableObjectReuse();
    assertTrue(objects(reusing) < 100, "one for a task or a split");
  }

  private long objects(ExecutionEnvironment environment) throws Exception {
    List<Integer> identities =
        environment
            .readCsvFile(path("many.csv"))
            .pojoType(Customer.class, "id", "name", "balance")
            .map(new Identities())
            .collect();
    assertEquals(1000, identities.size());
    // hash codes of different objects may be equal, once in a million
    return new HashSet<>(identities).size() > 990 ? 1000 : new HashSet<>(identities).size();
  }

  /** Keeps all records before it says anything. */
  private static final class LastFirst
      implements MapPartitionFunction<Tuple3<Long, String, Double>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(Iterable<Tuple3<Long, String, Double>> lines, Collector<String> out) {
      List<Tuple3<Long, String, Double>> kept = new ArrayList<>();
      lines.forEach(kept::add);
      Collections.reverse(kept);
      kept.forEach(line -> out.collect(line.f1 + line.f0));
    }
  }

  @Test
  void whenAFunctionKeepsRecordsOfAPartitionThenTheyAreItsOwn() throws Exception {
    env.setParallelism(1);
    env.getConfig().enableObjectReuse();
    Files.writeString(directory.resolve("few.csv"), "1,a,1.0\n2,b,2.0\n3,c,3.0\n");
    List<String> names =
        env.readCsvFile(path("few.csv"))
            .types(Long.class, String.class, Double.class)
            .mapPartition(new LastFirst())
            .setParallelism(1)
            .collect();
    assertEquals(List.of("c3", "b2", "a1"), names);
  }

  @Test
  void shouldTellThePlanWithoutRunningIt() throws Exception {
    env.generateSequence(1, 5).writeAsText(path("never"));

    assertTrue(env.getExecutionPlan().contains("never"));
    assertFalse(Files.exists(directory.resolve("never")));
  }
}
