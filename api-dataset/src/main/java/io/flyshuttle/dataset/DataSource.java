// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.format.NonParallelInput;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Objects;

/**
 * A data set that is read from outside.
 *
 * @param <OUT> type of the records
 */
public class DataSource<OUT> extends Operator<OUT, DataSource<OUT>> {
  private final InputFormat<OUT, ?> inputFormat;
  private final String dataSourceLocationName;
  private Configuration parameters;
  private SplitDataProperties<OUT> splitProperties;

  public DataSource(
      ExecutionEnvironment context,
      InputFormat<OUT, ?> inputFormat,
      TypeInformation<OUT> type,
      String dataSourceLocationName) {
    super(context, type);
    this.inputFormat = Objects.requireNonNull(inputFormat, "the input format is null");
    this.dataSourceLocationName = dataSourceLocationName;
    if (inputFormat instanceof NonParallelInput) {
      this.parallelism = 1;
    }
  }

  /** What reads the data. */
  public InputFormat<OUT, ?> getInputFormat() {
    return inputFormat;
  }

  /** Configures the input format with the given parameters. */
  public DataSource<OUT> withParameters(Configuration newParameters) {
    this.parameters = newParameters;
    return this;
  }

  /** What the input format is configured with; null if nothing was given. */
  public Configuration getParameters() {
    return parameters;
  }

  /** To say what is known of the splits of this source, so that less has to be sent. */
  public SplitDataProperties<OUT> getSplitDataProperties() {
    if (splitProperties == null) {
      splitProperties = new SplitDataProperties<>(this);
    }
    return splitProperties;
  }

  /** How records are spread by their splits. */
  Partitioning splitPartitioning() {
    return splitProperties == null || splitProperties.getSplitPartitionKeys() == null
        ? Partitioning.NONE
        : Partitioning.bySplits(splitProperties.getSplitPartitionKeys());
  }

  @Override
  public DataSource<OUT> setParallelism(int newParallelism) {
    if (inputFormat instanceof NonParallelInput && newParallelism > 1) {
      throw new InvalidProgramException(
          inputFormat.getClass().getName() + " cannot be read in parallel");
    }
    return super.setParallelism(newParallelism);
  }

  @Override
  Stage translate(Planner planner) {
    return SourcePlans.source(planner, this, dataSourceLocationName);
  }
}
