// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.Plan;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.sink.FormatSink;
import io.flyshuttle.operators.sink.OutputHook;
import io.flyshuttle.operators.sort.PartitionSorter;
import java.io.IOException;
import java.util.Objects;

/**
 * Where a data set is written to.
 *
 * @param <T> type of the records
 */
public class DataSink<T> {
  private final DataSet<T> data;
  private final OutputFormat<T> format;
  private String name;
  private int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;
  private Configuration parameters;
  private SortOrder<T> order = SortOrder.none();

  public DataSink(DataSet<T> data, OutputFormat<T> format, TypeInformation<T> type) {
    this.data = Objects.requireNonNull(data);
    this.format = Objects.requireNonNull(format);
    Objects.requireNonNull(type);
  }

  /** What writes the data. */
  public OutputFormat<T> getFormat() {
    return format;
  }

  /** What is written. */
  public DataSet<T> getDataSet() {
    return data;
  }

  /** Configures the output format with the given parameters. */
  public DataSink<T> withParameters(Configuration newParameters) {
    this.parameters = newParameters;
    return this;
  }

  /** What the output format is configured with; null if nothing was given. */
  public Configuration getParameters() {
    return parameters;
  }

  /** Sorts what each subtask writes by a tuple field. */
  public DataSink<T> sortLocalOutput(int field, Order fieldOrder) {
    order = order.then(Keys.ExpressionKeys.forSorting(field, data.getType()), fieldOrder);
    return this;
  }

  /** Sorts what each subtask writes by a field; "*" means the whole record. */
  public DataSink<T> sortLocalOutput(String fieldExpression, Order fieldOrder) {
    order = order.then(Keys.ExpressionKeys.forSorting(fieldExpression, data.getType()), fieldOrder);
    return this;
  }

  /** Sets the name shown in plans, logs and metrics. */
  public DataSink<T> name(String newName) {
    this.name = newName;
    return this;
  }

  /** The name given; null if none was. */
  String name() {
    return name;
  }

  SortOrder<T> order() {
    return order;
  }

  /** Sets how many subtasks write. */
  public DataSink<T> setParallelism(int newParallelism) {
    Operator.checkParallelism(newParallelism);
    this.parallelism = newParallelism;
    return this;
  }

  /** How many subtasks write; {@link ExecutionConfig#PARALLELISM_DEFAULT} if not set. */
  public int getParallelism() {
    return parallelism;
  }

  /** This sink as the environment sees it. */
  PlannedSink planned() {
    return new PlannedSink() {
      @Override
      public void translate(Planner planner, Plan plan) {
        DataSink.this.translate(planner, plan);
      }

      @Override
      public void abandon() throws Exception {
        if (format instanceof FileOutputFormat<?> file) {
          file.discardUnpublished();
        }
      }
    };
  }

  private void translate(Planner planner, Plan plan) {
    Configuration given = parameters == null ? new Configuration() : new Configuration(parameters);
    Stage stage = planner.stage(data);
    int subtasks = planner.parallelism(parallelism);
    if (!order.isEmpty()) {
      PlanNode sort =
          planner.node(
              "Sort",
              order.describe(),
              null,
              PartitionSorter.factory(
                  order.comparator(null, planner.serializer(data.getType()), planner.config())),
              subtasks,
              data.getType());
      sort.managedMemoryWeight(1);
      sort.bytesPerSubtask(planner.adaptiveBytes(parallelism));
      planner.connect(sort, 0, stage, null, data.getType());
      stage = Stage.of(sort, subtasks, Partitioning.NONE, stage.size());
    }
    if (format instanceof FileOutputFormat<?> file) {
      file.useSettings(planner.configuration());
    }
    format.configure(given);
    if (format instanceof FileOutputFormat<?> file) {
      planner.paths().writes(file.getOutputFilePath(), name != null ? name : file.toString());
    }
    if (format instanceof FileOutputFormat<?> file && planner.isForExecution()) {
      try {
        file.publishWhenFinished(subtasks);
      } catch (IOException e) {
        throw new FlyshuttleException(
            ErrorCode.FILE_SYSTEM_UNAVAILABLE,
            "the output " + file.getOutputFilePath() + " cannot be checked: " + e.getMessage(),
            e);
      }
    }
    PlanNode node =
        planner.node(
            "Sink",
            format.toString(),
            name != null ? name : "DataSink (" + format + ")",
            FormatSink.factory(format, given),
            subtasks,
            null);
    node.bytesPerSubtask(planner.adaptiveBytes(parallelism));
    planner.connect(node, 0, stage, null, data.getType());
    if (OutputHook.isNeeded(format)) {
      node.globalHook(new OutputHook(format, given));
    }
    plan.add(node);
  }

  @Override
  public String toString() {
    return "DataSink '" + (name == null ? "<unnamed>" : name) + "' (" + format + ")";
  }
}
