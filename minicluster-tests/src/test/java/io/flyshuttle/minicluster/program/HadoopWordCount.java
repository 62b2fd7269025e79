// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.hadoop.HadoopInputs;
import io.flyshuttle.hadoop.mapred.HadoopMapFunction;
import io.flyshuttle.hadoop.mapred.HadoopReduceCombineFunction;
import io.flyshuttle.hadoop.type.WritableTypeInfo;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapReduceBase;
import org.apache.hadoop.mapred.Mapper;
import org.apache.hadoop.mapred.OutputCollector;
import org.apache.hadoop.mapred.Reducer;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;

/**
 * The word count of MapReduce: formats, mapper and reducer are Hadoop's. Reads text from {@code
 * --input}; writes sequence files to {@code --sequence}, reads them again and writes text to {@code
 * --output}.
 */
public final class HadoopWordCount {
  private HadoopWordCount() {}

  /** Words of a line. */
  public static final class Words extends MapReduceBase
      implements Mapper<LongWritable, Text, Text, IntWritable> {
    private final Text word = new Text();
    private final IntWritable one = new IntWritable(1);

    @Override
    public void map(
        LongWritable position, Text line, OutputCollector<Text, IntWritable> out, Reporter reporter)
        throws IOException {
      for (String token : line.toString().split(" ")) {
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

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    String sequence = parameters.getRequired("sequence");
    Job binary = Job.getInstance();
    binary.setOutputKeyClass(Text.class);
    binary.setOutputValueClass(IntWritable.class);
    FileOutputFormat.setOutputPath(binary, new Path(sequence));
    env.createInput(
            HadoopInputs.readHadoopFile(
                new org.apache.hadoop.mapreduce.lib.input.TextInputFormat(),
                LongWritable.class,
                Text.class,
                parameters.getRequired("input")))
        .flatMap(new HadoopMapFunction<>(new Words(), new JobConf()))
        .groupBy(0)
        .reduceGroup(new HadoopReduceCombineFunction<>(new Sum(), new Sum()))
        .output(
            new io.flyshuttle.hadoop.mapreduce.HadoopOutputFormat<>(
                new SequenceFileOutputFormat<>(), binary));
    env.execute("count");

    Job text = Job.getInstance();
    FileOutputFormat.setOutputPath(text, new Path(parameters.getRequired("output")));
    DataSet<Tuple2<Text, IntWritable>> counts =
        env.createInput(
            HadoopInputs.readSequenceFile(Text.class, IntWritable.class, sequence),
            new TupleTypeInfo<>(
                new WritableTypeInfo<>(Text.class), new WritableTypeInfo<>(IntWritable.class)));
    counts.output(
        new io.flyshuttle.hadoop.mapreduce.HadoopOutputFormat<>(new TextOutputFormat<>(), text));
    env.execute("tell");
  }
}
