// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.examples.text.BundledText;

/**
 * Counts the words of a text.
 *
 * <p>{@code --input <path>} reads a text file or a directory of them, else the bundled text is
 * read. {@code --output <path>} writes lines of {@code word,count}, without it they are printed.
 * {@code --overwrite} replaces an output that exists.
 */
public final class WordCount {
  private WordCount() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);

    DataSet<String> lines =
        parameters.has("input")
            ? env.readTextFile(parameters.get("input"))
            : env.fromCollection(BundledText.lines());
    DataSet<Tuple2<String, Integer>> counts =
        lines.flatMap(new Splitter()).name("split").groupBy(0).sum(1);

    if (parameters.has("output")) {
      WriteMode mode = parameters.has("overwrite") ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE;
      counts.writeAsCsv(parameters.get("output"), mode);
      env.execute("WordCount (batch)");
    } else {
      counts.print();
    }
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
