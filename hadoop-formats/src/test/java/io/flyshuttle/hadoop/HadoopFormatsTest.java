// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.hadoop.mapred.HadoopMapFunction;
import io.flyshuttle.hadoop.mapred.HadoopReduceCombineFunction;
import io.flyshuttle.hadoop.mapred.HadoopReduceFunction;
import io.flyshuttle.hadoop.type.WritableTypeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapReduceBase;
import org.apache.hadoop.mapred.Mapper;
import org.apache.hadoop.mapred.OutputCollector;
import org.apache.hadoop.mapred.Reducer;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that read, compute and write with Hadoop's formats, functions and types. */
final class HadoopFormatsTest {
  private static final int LINES = 2_000;

  @TempDir private Path directory;

  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);

  /** Words of a line. */
  public static final class Tokenizer extends MapReduceBase
      implements Mapper<LongWritable, Text, Text, IntWritable> {
    private final Text word = new Text();
    private final IntWritable one = new IntWritable(1);
    private String separator;

    @Override
    public void configure(JobConf job) {
      separator = job.get("test.separator", " ");
    }

    @Override
    public void map(
        LongWritable key, Text line, OutputCollector<Text, IntWritable> out, Reporter reporter)
        throws IOException {
      for (String token : line.toString().split(separator)) {
        word.set(token);
        out.collect(word, one);
      }
    }
  }

  /** Sums per word. */
  public static final class Sum extends MapReduceBase
      implements Reducer<Text, IntWritable, Text, IntWritable> {
    private final IntWritable sum = new IntWritable();

    @Override
    public void reduce(
        Text word,
        Iterator<IntWritable> counts,
        OutputCollector<Text, IntWritable> out,
        Reporter reporter)
        throws IOException {
      int total = 0;
      while (counts.hasNext()) {
        total += counts.next().get();
      }
      sum.set(total);
      out.collect(word, sum);
    }
  }

  private String lines() throws IOException {
    Path input = Files.createDirectory(directory.resolve("in"));
    for (int file = 0; file < 2; file++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < LINES; i++) {
        lines.add("line w" + (i % 7) + " f" + file);
      }
      Files.write(input.resolve("part" + file + ".txt"), lines);
    }
    return input.toString();
  }

  private static Map<String, Integer> expectedCounts() {
    Map<String, Integer> expected = new TreeMap<>();
    for (int file = 0; file < 2; file++) {
      for (int i = 0; i < LINES; i++) {
        expected.merge("line", 1, Integer::sum);
        expected.merge("w" + (i % 7), 1, Integer::sum);
        expected.merge("f" + file, 1, Integer::sum);
      }
    }
    return expected;
  }

  private static Map<String, Integer> counts(DataSet<Tuple2<Text, IntWritable>> counted)
      throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (Tuple2<Text, IntWritable> pair : counted.collect()) {
      assertEquals(null, counts.put(pair.f0.toString(), pair.f1.get()), pair.toString());
    }
    return counts;
  }

  private DataSet<Tuple2<Text, IntWritable>> words(String input, JobConf job) {
    return env.createInput(
            HadoopInputs.readHadoopFile(
                new org.apache.hadoop.mapred.TextInputFormat(),
                LongWritable.class,
                Text.class,
                input,
                job))
        .flatMap(new HadoopMapFunction<>(new Tokenizer(), job));
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  @Test
  void shouldCountWordsWithAMapperAndAReducerOfHadoop() throws Exception {
    DataSet<Tuple2<Text, IntWritable>> counted =
        words(lines(), new JobConf()).groupBy(0).reduceGroup(new HadoopReduceFunction<>(new Sum()));

    assertEquals(expectedCounts(), counts(counted));
  }

  @Test
  void shouldCombineWithAReducerOfHadoop() throws Exception {
    DataSet<Tuple2<Text, IntWritable>> counted =
        words(lines(), new JobConf())
            .groupBy(0)
            .reduceGroup(new HadoopReduceCombineFunction<>(new Sum(), new Sum()));

    assertEquals(expectedCounts(), counts(counted));
  }

  @Test
  void shouldGiveMappersTheJobsSettings() throws Exception {
    JobConf job = new JobConf();
    job.set("test.separator", "w");
    DataSet<Tuple2<Text, IntWritable>> counted =
        words(lines(), job).groupBy(0).reduceGroup(new HadoopReduceFunction<>(new Sum(), job));

    assertEquals(2 * LINES, counts(counted).get("line "));
  }

  @Test
  void shouldReadWithAFormatOfTheNewerApi() throws Exception {
    DataSet<Tuple2<LongWritable, Text>> read =
        env.createInput(
            HadoopInputs.readHadoopFile(
                new org.apache.hadoop.mapreduce.lib.input.TextInputFormat(),
                LongWritable.class,
                Text.class,
                lines()));

    assertEquals(2L * LINES, read.map(pair -> pair.f1.toString()).returns(Types.STRING).count());
    assertEquals(
        Stream.of(0, 1)
            .flatMap(f -> Stream.of(0, 1, 2, 3, 4, 5, 6).map(w -> "line w" + w + " f" + f))
            .collect(Collectors.toSet()),
        read.collect().stream().map(pair -> pair.f1.toString()).collect(Collectors.toSet()));
  }

  @Test
  void shouldCutFilesIntoSplits() throws Exception {
    JobConf job = new JobConf();
    job.setLong("mapreduce.input.fileinputformat.split.minsize", 1);
    var format =
        HadoopInputs.readHadoopFile(
            new org.apache.hadoop.mapred.TextInputFormat(),
            LongWritable.class,
            Text.class,
            lines(),
            job);

    var splits = format.createInputSplits(8);

    assertTrue(splits.length >= 8, "splits: " + splits.length);
    assertEquals(List.of("localhost"), List.of(splits[0].getHostnames()));
    assertEquals(
        Files.size(directory.resolve("in/part0.txt")) * 2,
        format.getStatistics(null).getTotalInputSize());
    assertEquals(2L * LINES, env.createInput(format).setParallelism(3).count());
  }

  @Test
  void shouldWriteAndReadSequenceFiles() throws Exception {
    Path output = directory.resolve("sequence");
    JobConf job = new JobConf();
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(IntWritable.class);
    org.apache.hadoop.mapred.FileOutputFormat.setOutputPath(
        job, new org.apache.hadoop.fs.Path(output.toUri()));
    words(lines(), new JobConf())
        .groupBy(0)
        .reduceGroup(new HadoopReduceFunction<>(new Sum()))
        .output(
            new io.flyshuttle.hadoop.mapred.HadoopOutputFormat<>(
                new org.apache.hadoop.mapred.SequenceFileOutputFormat<>(), job))
        .setParallelism(2);
    env.execute();

    assertEquals(List.of("1", "2", "_SUCCESS"), namesIn(output));
    DataSet<Tuple2<Text, IntWritable>> read =
        env.createInput(
            HadoopInputs.readSequenceFile(Text.class, IntWritable.class, output.toString()));
    assertEquals(expectedCounts(), counts(read));
  }

  private Job textJob(Path output) throws IOException {
    Job job = Job.getInstance();
    org.apache.hadoop.mapreduce.lib.output.FileOutputFormat.setOutputPath(
        job, new org.apache.hadoop.fs.Path(output.toUri()));
    return job;
  }

  @Test
  void shouldWriteWithAFormatOfTheNewerApi() throws Exception {
    Path output = directory.resolve("text");
    env.generateSequence(1, 10)
        .map(number -> Tuple2.of(NullWritable.get(), new LongWritable(number)))
        .returns(
            new TupleTypeInfo<>(
                new WritableTypeInfo<>(NullWritable.class),
                new WritableTypeInfo<>(LongWritable.class)))
        .output(
            new io.flyshuttle.hadoop.mapreduce.HadoopOutputFormat<>(
                new org.apache.hadoop.mapreduce.lib.output.TextOutputFormat<>(), textJob(output)))
        .setParallelism(2);
    env.execute();

    assertEquals(List.of("_SUCCESS", "part-r-00000", "part-r-00001"), namesIn(output));
    List<String> written = new ArrayList<>(Files.readAllLines(output.resolve("part-r-00000")));
    written.addAll(Files.readAllLines(output.resolve("part-r-00001")));
    assertEquals(
        List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
        written.stream()
            .sorted((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
            .toList());
  }

  @Test
  void whenTheOutputExistsThenItIsRefused() throws Exception {
    Path output = Files.createDirectory(directory.resolve("there"));
    Files.writeString(output.resolve("precious"), "kept");
    env.fromElements(Tuple2.of(new Text("a"), new Text("b")))
        .output(
            new io.flyshuttle.hadoop.mapreduce.HadoopOutputFormat<>(
                new org.apache.hadoop.mapreduce.lib.output.TextOutputFormat<>(), textJob(output)));

    Throwable refused = assertThrows(Exception.class, env::execute);
    while (!(refused instanceof FlyshuttleException told
        && told.code() == ErrorCode.OUTPUT_EXISTS)) {
      refused = refused.getCause();
      assertTrue(refused != null, "no cause says that the output exists");
    }
    assertTrue(refused.getMessage().contains(output.toString()), refused.getMessage());
    assertEquals(List.of("precious"), namesIn(output));
  }

  @Test
  void whenTheJobFailsThenNothingIsLeft() throws Exception {
    Path output = directory.resolve("failed");
    env.generateSequence(1, 1000)
        .map(
            number -> {
              if (number == 900) {
                throw new IllegalStateException("record 900");
              }
              return Tuple2.of(new LongWritable(number), NullWritable.get());
            })
        .returns(
            new TupleTypeInfo<>(
                new WritableTypeInfo<>(LongWritable.class),
                new WritableTypeInfo<>(NullWritable.class)))
        .output(
            new io.flyshuttle.hadoop.mapreduce.HadoopOutputFormat<>(
                new org.apache.hadoop.mapreduce.lib.output.TextOutputFormat<>(), textJob(output)));

    assertThrows(Exception.class, env::execute);

    assertFalse(Files.exists(output), "left: " + output);
  }

  @Test
  void shouldDescribeWritables() {
    assertInstanceOf(WritableTypeInfo.class, TypeInformation.of(Text.class));
    assertTrue(TypeInformation.of(Text.class).isKeyType());
    assertEquals(new WritableTypeInfo<>(IntWritable.class), TypeInformation.of(IntWritable.class));
  }

  @Test
  void shouldJoinAndSortByWritables() throws Exception {
    DataSet<Tuple2<IntWritable, Text>> left =
        env.fromElements(
            Tuple2.of(new IntWritable(3), new Text("c")),
            Tuple2.of(new IntWritable(1), new Text("a")),
            Tuple2.of(new IntWritable(-2), new Text("b")));
    List<String> sorted =
        left.join(left)
            .where(0)
            .equalTo(0)
            .with((first, second) -> Tuple2.of(first.f0, second.f1))
            .returns(left.getType())
            .sortPartition(0, io.flyshuttle.core.function.Order.ASCENDING)
            .setParallelism(1)
            .map(pair -> pair.f0 + pair.f1.toString())
            .returns(Types.STRING)
            .setParallelism(1)
            .collect();

    assertEquals(List.of("-2b", "1a", "3c"), sorted);
  }

  @Test
  void shouldReadArgumentsAsHadoopDoes() throws Exception {
    var parameters =
        HadoopUtils.paramsFromGenericOptionsParser(new String[] {"-D", "input=a", "-Doutput=b=c"});
    assertEquals("a", parameters.get("input"));
    assertEquals("b=c", parameters.get("output"));
  }
}
