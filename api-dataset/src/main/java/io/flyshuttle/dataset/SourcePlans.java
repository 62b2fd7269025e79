// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.format.InputSplit;
import io.flyshuttle.core.format.LocatableInputSplit;
import io.flyshuttle.core.format.NonParallelInput;
import io.flyshuttle.core.format.ReplicatingInputFormat;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.operators.source.FormatSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Plans of sources: the client cuts the input into splits. */
final class SourcePlans {
  private SourcePlans() {}

  static <OUT> Stage source(Planner planner, DataSource<OUT> source, String location) {
    InputFormat<OUT, ?> format = source.getInputFormat();
    Configuration parameters =
        source.getParameters() == null ? new Configuration() : source.getParameters();
    format.configure(parameters);
    if (format instanceof FileInputFormat<?> files) {
      planner.paths().reads(files);
    }
    int parallelism =
        format instanceof NonParallelInput ? 1 : planner.parallelism(source.getParallelism());
    PlanNode node =
        planner.node(
            "Source",
            location + " (" + format.getClass().getName() + ")",
            source.getName(),
            format instanceof ReplicatingInputFormat
                ? FormatSource.replicated(
                    format,
                    parameters,
                    splits(planner, format, parallelism).stream()
                        .map(InputSplitSpec::split)
                        .toList())
                : FormatSource.factory(format, parameters),
            parallelism,
            source.getType());
    if (!(format instanceof ReplicatingInputFormat)) {
      node.splits(subtasks -> splits(planner, format, subtasks));
    }
    Stage stage =
        Stage.of(node, parallelism, Partitioning.NONE, new Estimate.Lazy(() -> estimate(format)));
    return format instanceof ReplicatingInputFormat
        ? stage
        : stage.partitioned(source.splitPartitioning());
  }

  private static List<InputSplitSpec> splits(
      Planner planner, InputFormat<?, ?> format, int parallelism) {
    InputSplit[] splits;
    try {
      splits = format.createInputSplits(parallelism);
    } catch (FileNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND, "the input " + format + " does not exist", e);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND,
          "the input " + format + " cannot be read: " + e.getMessage(),
          e);
    }
    if (splits.length == 0 && format instanceof FileInputFormat<?> files) {
      planner.warn("the input " + List.of(files.getFilePaths()) + " has no files to read");
    }
    List<InputSplitSpec> specs = new ArrayList<>(splits.length);
    for (InputSplit split : splits) {
      List<String> hosts =
          split instanceof LocatableInputSplit located && located.getHostnames() != null
              ? List.of(located.getHostnames())
              : List.of();
      long length = split instanceof FileInputSplit file ? file.getLength() : -1;
      specs.add(new InputSplitSpec(CodeBytes.write(split, "input split " + split), hosts, length));
    }
    return specs;
  }

  private static Estimate estimate(InputFormat<?, ?> format) {
    try {
      BaseStatistics statistics = format.getStatistics(null);
      return statistics == null
          ? Estimate.NONE
          : new Estimate(statistics.getTotalInputSize(), statistics.getNumberOfRecords());
    } catch (IOException e) {
      // an estimate is not worth a failure; reading the input will tell
      return Estimate.NONE;
    }
  }
}
