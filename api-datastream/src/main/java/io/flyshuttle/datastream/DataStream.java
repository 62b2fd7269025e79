// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.format.csv.CsvOutputFormat;
import io.flyshuttle.core.format.file.TextOutputFormat;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.stream.process.ProcessFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.timestamp.AssignerWithPeriodicWatermarks;
import io.flyshuttle.core.stream.timestamp.AssignerWithPunctuatedWatermarks;
import io.flyshuttle.core.stream.window.GlobalWindow;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.GlobalWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.CountEvictor;
import io.flyshuttle.core.stream.window.trigger.CountTrigger;
import io.flyshuttle.core.stream.window.trigger.PurgingTrigger;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.datastream.operator.OneInputStreamOperator;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream of records of one type. Every operation adds an operator to the program and returns the
 * stream of its results; nothing runs before {@link StreamExecutionEnvironment#execute()}.
 *
 * @param <T> type of the records
 */
public class DataStream<T> {
  protected final StreamExecutionEnvironment environment;
  private final List<Flow> flows;
  private final TypeInformation<T> sideType;

  DataStream(
      StreamExecutionEnvironment environment, List<Flow> flows, TypeInformation<T> sideType) {
    this.environment = environment;
    this.flows = List.copyOf(flows);
    this.sideType = sideType;
  }

  /** The main output of a transformation. */
  DataStream(StreamExecutionEnvironment environment, Transformation<T> transformation) {
    this(environment, List.of(Flow.of(transformation)), null);
  }

  List<Flow> flows() {
    return flows;
  }

  /** The operator that makes the records; of a union, the first one's. */
  @SuppressWarnings("unchecked")
  public Transformation<T> getTransformation() {
    return (Transformation<T>) flows.get(0).source();
  }

  /** Identifies the operator in the program, from 1 in the order of creation. */
  public int getId() {
    return environment.idOf(getTransformation());
  }

  /** The parallelism of the operator that makes the records. */
  public int getParallelism() {
    return environment.parallelismOf(getTransformation());
  }

  /** The type of the records. */
  public TypeInformation<T> getType() {
    return sideType != null ? sideType : getTransformation().getOutputType();
  }

  public StreamExecutionEnvironment getExecutionEnvironment() {
    return environment;
  }

  public ExecutionConfig getExecutionConfig() {
    return environment.getConfig();
  }

  // ------------------------------------------------------------------ many streams

  /** All records of this and the other streams, in no order between them. */
  @SafeVarargs
  public final DataStream<T> union(DataStream<T>... streams) {
    List<Flow> all = new ArrayList<>(flows);
    TypeInformation<T> type = getType();
    for (DataStream<T> other : streams) {
      if (!type.equals(other.getType())) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            "cannot union streams of different types: " + type + " and " + other.getType());
      }
      all.addAll(other.flows());
    }
    return new DataStream<>(environment, all, type);
  }

  /**
   * The records of this stream, which must be bounded, and after its end those of another one: such
   * as history before what is live. The order holds in each subtask; for one that holds for each
   * key, concatenate streams by key. The job's checkpoints begin when this stream has been read.
   */
  public SingleOutputStreamOperator<T> concat(DataStream<T> next) {
    TypeInformation<T> type = getType();
    if (!type.equals(next.getType())) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "cannot read one stream after another of a different type: "
              + type
              + " and "
              + next.getType());
    }
    return add(StreamOperators.concat(this, next));
  }

  /** This stream and another one as the two inputs of one operator. */
  public <R> ConnectedStreams<T, R> connect(DataStream<R> dataStream) {
    return new ConnectedStreams<>(environment, this, dataStream);
  }

  /** This stream and one that every subtask reads whole, as the two inputs of one operator. */
  public <R> BroadcastConnectedStream<T, R> connect(BroadcastStream<R> broadcastStream) {
    return new BroadcastConnectedStream<>(environment, this, broadcastStream);
  }

  /** Groups this stream with another one by key and window. */
  public <T2> CoGroupedStreams<T, T2> coGroup(DataStream<T2> otherStream) {
    return new CoGroupedStreams<>(this, otherStream);
  }

  /** Joins this stream with another one by key and window. */
  public <T2> JoinedStreams<T, T2> join(DataStream<T2> otherStream) {
    return new JoinedStreams<>(this, otherStream);
  }

  // ------------------------------------------------------------------ keys and partitions

  public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key) {
    KeySelector<T, K> cleaned = environment.clean(key);
    return new KeyedStream<>(this, cleaned, Keys.keyType(cleaned, getType()));
  }

  public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key, TypeInformation<K> keyType) {
    return new KeyedStream<>(this, environment.clean(key), keyType);
  }

  /** By positions in a tuple, or by position 0 of an array. */
  public KeyedStream<T, Tuple> keyBy(int... fields) {
    return keyBy(Keys.byPositions(getType(), fields));
  }

  /** By names of fields; nested ones as {@code "address.street"}, tuple fields as {@code "f0"}. */
  public KeyedStream<T, Tuple> keyBy(String... fields) {
    return keyBy(Keys.byNames(getType(), fields));
  }

  private <K> KeyedStream<T, K> keyBy(Keys.Selection<T, K> keys) {
    return new KeyedStream<>(this, keys.selector(), keys.type());
  }

  public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, int field) {
    return partitionCustom(partitioner, Keys.<T, K>single(getType(), field));
  }

  public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, String field) {
    return partitionCustom(partitioner, Keys.<T, K>single(getType(), field));
  }

  /** To the subtask that the partitioner names. */
  public <K> DataStream<T> partitionCustom(
      Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
    return shipped(Ship.custom(environment.clean(partitioner), environment.clean(keySelector)));
  }

  /** Every record to every subtask. */
  public DataStream<T> broadcast() {
    return shipped(Ship.broadcast());
  }

  /** As {@link #broadcast()}, to an operator that keeps the given states the same everywhere. */
  public BroadcastStream<T> broadcast(MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
    return new BroadcastStream<>(environment, broadcast(), broadcastStateDescriptors);
  }

  /** At random. */
  public DataStream<T> shuffle() {
    return shipped(Ship.shuffle());
  }

  /** Subtask i to subtask i; both operators must have the same parallelism. */
  public DataStream<T> forward() {
    return shipped(Ship.forward());
  }

  /** In turn to all subtasks. */
  public DataStream<T> rebalance() {
    return shipped(Ship.rebalance());
  }

  /** In turn to a few near subtasks. */
  public DataStream<T> rescale() {
    return shipped(Ship.rescale());
  }

  /** Everything to the first subtask. */
  public DataStream<T> global() {
    return shipped(Ship.global());
  }

  DataStream<T> shipped(Ship ship) {
    return new DataStream<>(environment, flows.stream().map(f -> f.by(ship)).toList(), sideType);
  }

  // ------------------------------------------------------------------ record by record

  public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper) {
    MapFunction<T, R> function = environment.clean(mapper);
    return add(StreamOperators.map(this, function, Inferred.map(function, getType())));
  }

  public <R> SingleOutputStreamOperator<R> map(
      MapFunction<T, R> mapper, TypeInformation<R> outputType) {
    return add(StreamOperators.map(this, environment.clean(mapper), Inferred.of(outputType)));
  }

  /** Gives each record names of outputs, to be taken by {@link SplitStream#select}. */
  @Deprecated
  public SplitStream<T> split(OutputSelector<T> outputSelector) {
    return new SplitStream<>(this, environment.clean(outputSelector));
  }

  public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
    FlatMapFunction<T, R> function = environment.clean(flatMapper);
    return add(StreamOperators.flatMap(this, function, Inferred.flatMap(function, getType())));
  }

  public <R> SingleOutputStreamOperator<R> flatMap(
      FlatMapFunction<T, R> flatMapper, TypeInformation<R> outputType) {
    return add(
        StreamOperators.flatMap(this, environment.clean(flatMapper), Inferred.of(outputType)));
  }

  public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
    return add(StreamOperators.filter(this, environment.clean(filter)));
  }

  public <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> processFunction) {
    ProcessFunction<T, R> function = environment.clean(processFunction);
    return process(function, Inferred.process(function, getType()));
  }

  public <R> SingleOutputStreamOperator<R> process(
      ProcessFunction<T, R> processFunction, TypeInformation<R> outputType) {
    return process(environment.clean(processFunction), Inferred.of(outputType));
  }

  <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> function, Inferred<R> type) {
    return add(StreamOperators.process(this, function, type));
  }

  /** The given fields of the tuples, as new tuples. */
  public <R extends Tuple> SingleOutputStreamOperator<R> project(int... fieldIndexes) {
    return add(StreamOperators.project(this, fieldIndexes));
  }

  /** Gives records timestamps, and the stream watermarks. */
  public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
      WatermarkStrategy<T> watermarkStrategy) {
    return add(StreamOperators.timestamps(this, environment.clean(watermarkStrategy)));
  }

  /** As {@link #assignTimestampsAndWatermarks(WatermarkStrategy)}. */
  @Deprecated
  public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
      AssignerWithPeriodicWatermarks<T> timestampAndWatermarkAssigner) {
    return add(
        StreamOperators.timestamps(
            this,
            new PeriodicAssignerStrategy<>(environment.clean(timestampAndWatermarkAssigner))));
  }

  /** As {@link #assignTimestampsAndWatermarks(WatermarkStrategy)}. */
  @Deprecated
  public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
      AssignerWithPunctuatedWatermarks<T> timestampAndWatermarkAssigner) {
    return add(
        StreamOperators.timestamps(
            this,
            new PunctuatedAssignerStrategy<>(environment.clean(timestampAndWatermarkAssigner))));
  }

  // ------------------------------------------------------------------ windows over all records

  /** Windows of a length in event time, or in processing time if the environment says so. */
  @Deprecated
  public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size) {
    return windowAll(environment.tumbling(size));
  }

  @Deprecated
  public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size, Time slide) {
    return windowAll(environment.sliding(size, slide));
  }

  /** Windows of {@code size} records. */
  public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
    return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
  }

  /** The last {@code size} records, each time {@code slide} more have come. */
  public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
    return windowAll(GlobalWindows.create())
        .evictor(CountEvictor.of(size))
        .trigger(CountTrigger.of(slide));
  }

  /** Windows over all records, in one subtask. */
  public <W extends Window> AllWindowedStream<T, W> windowAll(
      WindowAssigner<? super T, W> assigner) {
    return new AllWindowedStream<>(this, assigner);
  }

  // ------------------------------------------------------------------ sinks

  /** To the workers' standard output, each line with the subtask's number before it. */
  public DataStreamSink<T> print() {
    return print("", false).name("Print to Std. Out");
  }

  public DataStreamSink<T> printToErr() {
    return print("", true).name("Print to Std. Err");
  }

  public DataStreamSink<T> print(String sinkIdentifier) {
    return print(sinkIdentifier, false).name("Print to Std. Out");
  }

  public DataStreamSink<T> printToErr(String sinkIdentifier) {
    return print(sinkIdentifier, true).name("Print to Std. Err");
  }

  private DataStreamSink<T> print(String identifier, boolean toError) {
    return addSink(new PrintSinkFunction<>(identifier, toError));
  }

  @Deprecated
  public DataStreamSink<T> writeAsText(String path) {
    return writeUsingOutputFormat(new TextOutputFormat<>(new Path(path)));
  }

  @Deprecated
  public DataStreamSink<T> writeAsText(String path, WriteMode writeMode) {
    TextOutputFormat<T> format = new TextOutputFormat<>(new Path(path));
    format.setWriteMode(writeMode);
    return writeUsingOutputFormat(format);
  }

  @Deprecated
  public DataStreamSink<T> writeAsCsv(String path) {
    return writeAsCsv(
        path,
        null,
        CsvOutputFormat.DEFAULT_LINE_DELIMITER,
        CsvOutputFormat.DEFAULT_FIELD_DELIMITER);
  }

  @Deprecated
  public DataStreamSink<T> writeAsCsv(String path, WriteMode writeMode) {
    return writeAsCsv(
        path,
        writeMode,
        CsvOutputFormat.DEFAULT_LINE_DELIMITER,
        CsvOutputFormat.DEFAULT_FIELD_DELIMITER);
  }

  /** Tuples as lines of delimited fields. */
  @Deprecated
  @SuppressWarnings("unchecked")
  public <X extends Tuple> DataStreamSink<T> writeAsCsv(
      String path, WriteMode writeMode, String rowDelimiter, String fieldDelimiter) {
    if (!getType().isTupleType()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "writeAsCsv needs a stream of tuples, this one is of " + getType());
    }
    CsvOutputFormat<X> format = new CsvOutputFormat<>(new Path(path), rowDelimiter, fieldDelimiter);
    if (writeMode != null) {
      format.setWriteMode(writeMode);
    }
    return writeUsingOutputFormat((OutputFormat<T>) format);
  }

  @Deprecated
  public DataStreamSink<T> writeUsingOutputFormat(OutputFormat<T> format) {
    return sink(StreamOperators.outputFormat(this, format));
  }

  /** Every record to the given function. */
  public DataStreamSink<T> addSink(SinkFunction<T> sinkFunction) {
    return sink(StreamOperators.sink(this, environment.clean(sinkFunction)));
  }

  /** Every record to the given sink. */
  public DataStreamSink<T> sinkTo(Sink<T> sink) {
    return new DataStreamSink<>(environment, SinkTopology.add(this, sink));
  }

  /** Every record to the given sink, whose contract is of the first form. */
  @Deprecated
  public DataStreamSink<T> sinkTo(io.flyshuttle.core.connector.sink.older.Sink<T, ?, ?, ?> sink) {
    DataStreamSink<T> added = sinkTo(OlderSinks.adapt(sink));
    return added.name("Sink: " + sink.getClass().getSimpleName());
  }

  DataStreamSink<T> sink(Transformation<T> sink) {
    environment.add(sink);
    return new DataStreamSink<>(environment, sink);
  }

  // ------------------------------------------------------------------ loops and partitions

  /** Begins a loop that goes on until the job is canceled. */
  @Deprecated
  public IterativeStream<T> iterate() {
    return iterate(0);
  }

  /**
   * Begins a loop.
   *
   * @param maxWaitTimeMillis the loop ends when this stream has ended and no record has come back
   *     for so long; 0 for never
   */
  @Deprecated
  public IterativeStream<T> iterate(long maxWaitTimeMillis) {
    return new IterativeStream<>(this, maxWaitTimeMillis);
  }

  /** All records of a subtask are one window, which ends with the stream. */
  public PartitionWindowedStream<T> fullWindowPartition() {
    return FullPartitions.ofSubtasks(this);
  }

  // ------------------------------------------------------------------ results in the client

  /** Runs the program and iterates over this stream's records; closing it cancels the job. */
  public CloseableIterator<T> executeAndCollect() throws Exception {
    return executeAndCollect(StreamExecutionEnvironment.DEFAULT_JOB_NAME);
  }

  public CloseableIterator<T> executeAndCollect(String jobExecutionName) throws Exception {
    CollectedStream<T> collected = CollectedStream.of(this);
    return collected.attach(environment.executeAsync(jobExecutionName));
  }

  /** Runs the program until this stream has made {@code limit} records or has ended. */
  public List<T> executeAndCollect(int limit) throws Exception {
    return executeAndCollect(StreamExecutionEnvironment.DEFAULT_JOB_NAME, limit);
  }

  public List<T> executeAndCollect(String jobExecutionName, int limit) throws Exception {
    if (limit <= 0) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "the limit must be above 0, it is " + limit);
    }
    List<T> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = executeAndCollect(jobExecutionName)) {
      while (results.size() < limit && iterator.hasNext()) {
        results.add(iterator.next());
      }
    }
    return results;
  }

  /** This stream's records, once the program has been started by another call. */
  public CloseableIterator<T> collectAsync() {
    return CollectedStream.of(this).whenStarted(environment);
  }

  /** As {@link #collectAsync()}; the iterator is found with the collector. */
  public void collectAsync(Collector<T> collector) {
    collector.setIterator(collectAsync());
  }

  /**
   * Gives the records of a stream to the client, once the program has been started.
   *
   * @param <T> type of the records
   */
  public static class Collector<T> {
    private CloseableIterator<T> iterator;

    void setIterator(CloseableIterator<T> newIterator) {
      this.iterator = newIterator;
    }

    /**
     * The records.
     *
     * @throws IllegalStateException if the collector was given to no stream
     */
    public CloseableIterator<T> getOutput() {
      if (iterator == null) {
        throw new IllegalStateException("give the collector to DataStream.collectAsync first");
      }
      return iterator;
    }
  }

  // ------------------------------------------------------------------ operators of the user's own

  /** Adds an operator that the user wrote against the operator interfaces. */
  public <R> SingleOutputStreamOperator<R> transform(
      String operatorName, TypeInformation<R> outTypeInfo, OneInputStreamOperator<T, R> operator) {
    return add(StreamOperators.custom(this, operatorName, outTypeInfo, operator));
  }

  <R> SingleOutputStreamOperator<R> add(Transformation<R> transformation) {
    environment.add(transformation);
    return new SingleOutputStreamOperator<>(environment, transformation);
  }

  /** Makes a function fit for travel, or says which of its fields is not. */
  protected <F> F clean(F function) {
    return environment.clean(function);
  }
}
