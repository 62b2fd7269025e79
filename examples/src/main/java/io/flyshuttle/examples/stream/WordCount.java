// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.examples.text.BundledText;

/**
 * Counts words as they come: each word leaves with the count it has reached.
 *
 * <p>{@code --input <path>} reads a text, {@code --socket <host:port>} lines from a server such as
 * {@code nc -lk 9999}, neither the bundled text. {@code --output <path>} writes lines of {@code
 * word,count}, without it they are printed. {@code --overwrite} replaces an output that exists.
 */
public final class WordCount {
  private WordCount() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);

    DataStream<Tuple2<String, Integer>> counts =
        lines(env, parameters).flatMap(new Splitter()).name("split").keyBy(word -> word.f0).sum(1);

    if (parameters.has("output")) {
      WriteMode mode = parameters.has("overwrite") ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE;
      counts.writeAsCsv(parameters.get("output"), mode);
    } else {
      counts.print();
    }
    env.execute("WordCount (stream)");
  }

  private static DataStream<String> lines(
      StreamExecutionEnvironment env, ParameterTool parameters) {
    if (parameters.has("input")) {
      return env.readTextFile(parameters.get("input"));
    }
    if (parameters.has("socket")) {
      String[] address = parameters.get("socket").split(":");
      return env.socketTextStream(address[0], Integer.parseInt(address[1]));
    }
    return env.fromData(BundledText.lines());
  }

  /** Cuts lines into words in lower case. */
  public static final class Splitter implements FlatMapFunction<String, Tuple2<String, Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
      for (String word : line.toLowerCase().split("\\W+")) {
        if (!word.isEmpty()) {
          out.collect(Tuple2.of(word, 1));
        }
      }
    }
  }
}
