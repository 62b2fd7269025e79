// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.source.Boundedness;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.format.InputSplit;
import io.flyshuttle.core.format.LocatableInputSplit;
import io.flyshuttle.core.format.NonParallelInput;
import io.flyshuttle.core.format.collection.SplittableIterator;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.BoundedRecords;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.plan.ClosureCleaner;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.stream.source.ParallelSourceFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.time.TimeCharacteristic;
import io.flyshuttle.core.time.WatermarkAlignmentParams;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.GenericTypeInfo;
import io.flyshuttle.core.typeinfo.PrimitiveArrayTypeInfo;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.source.FileMonitor;
import io.flyshuttle.operators.source.FormatSource;
import io.flyshuttle.operators.source.SplitReader;
import io.flyshuttle.operators.source.split.EnumeratorOperator;
import io.flyshuttle.operators.source.split.OrderSelector;
import io.flyshuttle.operators.source.split.ReaderOperator;
import io.flyshuttle.operators.stream.FirstInputFirst;
import io.flyshuttle.operators.stream.IteratorSource;
import io.flyshuttle.operators.stream.SequenceSource;
import io.flyshuttle.operators.stream.SerializedElements;
import io.flyshuttle.operators.stream.SourceFunctionRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Makes the transformations of sources. */
final class StreamSources {
  private StreamSources() {}

  /** Hands on what the operators of another API emit. */
  static <T> Transformation<T> records(BoundedRecords<T> records) {
    return new Transformation<>(
            "Data Set", records.getType(), config -> FirstInputFirst.concatenation())
        .records(records)
        .keepsInput(false);
  }

  static <T> Transformation<T> collection(Collection<T> data, TypeInformation<T> type) {
    return new Transformation<>(
            "Source: Collection Source",
            type,
            config -> SerializedElements.factory(data, type.createSerializer(config)))
        .nonParallel();
  }

  static <T> Transformation<T> iterator(Iterator<T> data, TypeInformation<T> type) {
    IteratorSource.IteratorMaker<T> maker =
        (subtask, subtasks) -> subtask == 0 ? data : Collections.emptyIterator();
    return new Transformation<>("Source: Iterator Source", type, c -> IteratorSource.factory(maker))
        .nonParallel();
  }

  static <T> Transformation<T> splittable(SplittableIterator<T> data, TypeInformation<T> type) {
    IteratorSource.IteratorMaker<T> maker = data::getSplit;
    return new Transformation<>(
        "Source: Parallel Collection Source", type, config -> IteratorSource.factory(maker));
  }

  static Transformation<Long> sequence(long from, long to) {
    return new Transformation<>(
        "Source: Sequence Source",
        BasicTypeInfo.LONG_TYPE_INFO,
        config -> SequenceSource.factory(from, to));
  }

  @SuppressWarnings("unchecked")
  static <T> Transformation<T> function(
      StreamExecutionEnvironment environment,
      SourceFunction<T> function,
      String name,
      TypeInformation<T> stated) {
    Inferred<T> type;
    if (stated != null) {
      type = Inferred.of(stated);
    } else if (function instanceof ResultTypeQueryable<?> queryable) {
      type = Inferred.of((TypeInformation<T>) queryable.getProducedType());
    } else {
      type =
          Inferred.from(
              () ->
                  TypeExtractor.createTypeInfo(
                      SourceFunction.class, function.getClass(), 0, null, null));
    }
    Transformation<T> source =
        StreamOperators.of(
                "Source: " + name,
                type,
                config ->
                    SourceFunctionRunner.factory(
                        UserFunction.of(function),
                        environment.getStreamTimeCharacteristic()
                            != TimeCharacteristic.ProcessingTime))
            .unbounded();
    return function instanceof ParallelSourceFunction ? source : source.nonParallel();
  }

  /**
   * A source of the newer kind: the transformation that reads; it knows the one that directs it.
   */
  @SuppressWarnings("unchecked")
  static <T> Transformation<T> split(
      StreamExecutionEnvironment environment,
      Source<T, ?, ?> source,
      WatermarkStrategy<T> strategy,
      String name,
      TypeInformation<T> stated) {
    Inferred<T> type;
    if (stated != null) {
      type = Inferred.of(stated);
    } else if (source instanceof ResultTypeQueryable<?> queryable) {
      type = Inferred.of((TypeInformation<T>) queryable.getProducedType());
    } else {
      type =
          Inferred.from(
              () -> TypeExtractor.createTypeInfo(Source.class, source.getClass(), 0, null, null));
    }
    Transformation<T> reader =
        StreamOperators.of(
            "Source: " + name,
            type,
            config ->
                ReaderOperator.factory(
                    source, environment.watermarks(strategy), config.getAutoWatermarkInterval()));
    if (source.getBoundedness() != Boundedness.BOUNDED) {
      reader.unbounded();
    }
    WatermarkAlignmentParams alignment = strategy.getAlignmentParameters();
    TypeInformation<byte[]> orders = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    Transformation<byte[]> enumerator =
        new Transformation<>(
                "Enumerator: " + name,
                orders,
                config ->
                    EnumeratorOperator.factory(
                        source,
                        name,
                        environment.parallelismOf(reader),
                        environment.alignmentGroups().member(reader.directedBy(), alignment)))
            .nonParallel();
    enumerator.setChaining(Chaining.NEVER);
    reader.directedBy(
        enumerator,
        new Transformation.Edge(
            0, new Flow(enumerator, "", Ship.allToAll("ORDERS", new OrderSelector())), orders));
    if (alignment.isEnabled()) {
      environment.alignmentGroups().join(alignment.getWatermarkGroup(), enumerator);
    }
    return reader;
  }

  static <T> Transformation<T> inputFormat(
      StreamExecutionEnvironment environment,
      InputFormat<T, ?> format,
      TypeInformation<T> type,
      String name) {
    ClosureCleaner.clean(format, false, "input format " + format.getClass().getName());
    Configuration parameters = new Configuration();
    Transformation<T> source =
        new Transformation<>(name, type, config -> FormatSource.factory(erased(format), parameters))
            .splits(
                parallelism -> {
                  List<InputSplitSpec> splits = splits(format, parameters, parallelism);
                  if (splits.isEmpty() && format instanceof FileInputFormat<?> files) {
                    environment
                        .executor()
                        .warn(
                            "the input " + List.of(files.getFilePaths()) + " has no files to read");
                  }
                  return splits;
                });
    return format instanceof NonParallelInput ? source.nonParallel() : source;
  }

  @SuppressWarnings("unchecked")
  private static <T> InputFormat<T, InputSplit> erased(InputFormat<T, ?> format) {
    return (InputFormat<T, InputSplit>) format;
  }

  private static List<InputSplitSpec> splits(
      InputFormat<?, ?> format, Configuration parameters, int parallelism) {
    try {
      format.configure(parameters);
      List<InputSplitSpec> specs = new ArrayList<>();
      for (InputSplit split : format.createInputSplits(parallelism)) {
        List<String> hosts =
            split instanceof LocatableInputSplit located && located.getHostnames() != null
                ? List.of(located.getHostnames())
                : List.of();
        specs.add(
            new InputSplitSpec(
                CodeBytes.write(split, "input split " + split.getSplitNumber()), hosts, -1));
      }
      return specs;
    } catch (IOException e) {
      String what =
          format instanceof FileInputFormat<?> file
              ? "the input " + List.of(file.getFilePaths())
              : "the input of " + format.getClass().getName();
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND, what + " cannot be read: " + e.getMessage(), e);
    }
  }

  static <T> DataStreamSource<T> monitored(
      StreamExecutionEnvironment environment,
      FileInputFormat<T> format,
      String path,
      long intervalMillis,
      TypeInformation<T> type) {
    if (intervalMillis < 1) {
      throw new InvalidProgramException(
          "the interval at which "
              + path
              + " is looked at is "
              + intervalMillis
              + " ms; it must be at least 1");
    }
    ClosureCleaner.clean(format, false, "input format " + format.getClass().getName());
    DataStreamSource<FileInputSplit> splits =
        environment.addSource(
            new FileMonitor<>(format, intervalMillis, environment.getParallelism()),
            "File Monitoring: " + path,
            new GenericTypeInfo<>(FileInputSplit.class));
    Transformation<T> reader =
        new Transformation<>("File Reader", type, config -> SplitReader.factory(format))
            .input(0, splits.rebalance().flows(), splits.getType());
    environment.add(reader);
    return new DataStreamSource<>(environment, reader);
  }
}
