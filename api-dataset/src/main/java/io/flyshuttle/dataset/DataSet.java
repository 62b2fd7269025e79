// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.format.collection.PrintingOutputFormat;
import io.flyshuttle.core.format.csv.CsvOutputFormat;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.format.file.TextOutputFormat;
import io.flyshuttle.core.format.file.TextOutputFormat.TextFormatter;
import io.flyshuttle.core.function.CrossOperatorBase.CrossHint;
import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.plan.BoundedRecords;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.InputTypeConfigurable;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.MissingTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.CoGroupOperator.CoGroupOperatorSets;
import io.flyshuttle.dataset.CrossOperator.DefaultCross;
import io.flyshuttle.dataset.JoinOperator.JoinOperatorSets;
import io.flyshuttle.dataset.PartitionOperatorBase.PartitionMethod;
import io.flyshuttle.dataset.aggregation.Aggregations;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.aggregate.FirstRecords;
import io.flyshuttle.operators.aggregate.SelectByFields;
import java.util.List;
import java.util.Objects;

/**
 * A distributed collection of records of one type. Nothing is computed before the program is
 * executed; a data set describes how its records come about. Used by the program's thread.
 *
 * @param <T> type of the records
 */
public abstract class DataSet<T> implements BoundedRecords<T> {
  protected final ExecutionEnvironment context;
  private TypeInformation<T> type;
  private boolean typeUsed;

  protected DataSet(ExecutionEnvironment context, TypeInformation<T> typeInfo) {
    this.context = Objects.requireNonNull(context, "the execution environment is null");
    this.type = Objects.requireNonNull(typeInfo, "the type of the data set is null");
  }

  /** Makes the operators that compute this data set. Called once per execution. */
  abstract Stage translate(Planner planner);

  /** The environment it belongs to. */
  public ExecutionEnvironment getExecutionEnvironment() {
    return context;
  }

  /** For stream programs that read this data set: {@link BoundedRecords}. */
  @Override
  public BoundedRecords.Origin origin() {
    return context.streamOrigin();
  }

  /**
   * Replaces the type that was guessed.
   *
   * @throws IllegalStateException if the type was used already
   */
  protected void fillInType(TypeInformation<T> typeInfo) {
    Objects.requireNonNull(typeInfo, "the type is null");
    if (typeUsed) {
      throw new IllegalStateException(
          "the type of this data set was used already: call returns(...) right after the operation");
    }
    this.type = typeInfo;
  }

  /**
   * Type of the records.
   *
   * @throws InvalidTypesException if it is not known
   */
  @Override
  public TypeInformation<T> getType() {
    if ((TypeInformation<?>) type instanceof MissingTypeInfo missing) {
      throw new InvalidTypesException(
          missing.getTypeException() == null
              ? "the type that function \""
                  + missing.getFunctionName()
                  + "\" makes is not known: call returns(...) on the operation, or make the function"
                  + " a class"
              : missing.getTypeException().getMessage(),
          missing.getTypeException());
    }
    typeUsed = true;
    return type;
  }

  /** Frees a function of outer objects it does not use, and checks that it can travel. */
  public <F> F clean(F f) {
    return context.clean(f);
  }

  /** Makes one record of each record. */
  public <R> MapOperator<T, R> map(MapFunction<T, R> mapper) {
    Objects.requireNonNull(mapper, "the map function is null");
    String location = CallSite.current();
    TypeInformation<R> resultType =
        TypeExtractor.getMapReturnTypes(mapper, getType(), location, true);
    return new MapOperator<>(this, resultType, clean(mapper), location);
  }

  /** Calls a function once per subtask, with all of the subtask's records. */
  public <R> MapPartitionOperator<T, R> mapPartition(MapPartitionFunction<T, R> mapPartition) {
    Objects.requireNonNull(mapPartition, "the mapPartition function is null");
    String location = CallSite.current();
    TypeInformation<R> resultType =
        TypeExtractor.getMapPartitionReturnTypes(mapPartition, getType(), location, true);
    return new MapPartitionOperator<>(this, resultType, clean(mapPartition), location);
  }

  /** Makes any number of records of each record. */
  public <R> FlatMapOperator<T, R> flatMap(FlatMapFunction<T, R> flatMapper) {
    Objects.requireNonNull(flatMapper, "the flatMap function is null");
    String location = CallSite.current();
    TypeInformation<R> resultType =
        TypeExtractor.getFlatMapReturnTypes(flatMapper, getType(), location, true);
    return new FlatMapOperator<>(this, resultType, clean(flatMapper), location);
  }

  /** Keeps the records for which a function says yes. */
  public FilterOperator<T> filter(FilterFunction<T> filter) {
    Objects.requireNonNull(filter, "the filter function is null");
    return new FilterOperator<>(this, clean(filter), CallSite.current());
  }

  /** Makes tuples of some fields of tuples. */
  public <OUT extends Tuple> ProjectOperator<?, OUT> project(int... fieldIndexes) {
    return ProjectOperator.of(this, fieldIndexes);
  }

  /** Computes a field's sum, minimum or maximum over all records. */
  public AggregateOperator<T> aggregate(Aggregations agg, int field) {
    return new AggregateOperator<>(this, agg, field, CallSite.current());
  }

  /** The sum of a field over all records. */
  public AggregateOperator<T> sum(int field) {
    return aggregate(Aggregations.SUM, field);
  }

  /** The largest value of a field. */
  public AggregateOperator<T> max(int field) {
    return aggregate(Aggregations.MAX, field);
  }

  /** The smallest value of a field. */
  public AggregateOperator<T> min(int field) {
    return aggregate(Aggregations.MIN, field);
  }

  /**
   * Executes the program and counts the records.
   *
   * @throws Exception what made the job fail
   */
  public long count() throws Exception {
    return ClientResults.count(this);
  }

  /**
   * Executes the program and brings all records to the client.
   *
   * @throws Exception what made the job fail
   */
  public List<T> collect() throws Exception {
    return ClientResults.collect(this);
  }

  /** Makes one record of all records, two at a time. */
  public ReduceOperator<T> reduce(ReduceFunction<T> reducer) {
    Objects.requireNonNull(reducer, "the reduce function is null");
    return new ReduceOperator<>(this, clean(reducer), CallSite.current());
  }

  /** Calls a function once, with all records. */
  public <R> GroupReduceOperator<T, R> reduceGroup(GroupReduceFunction<T, R> reducer) {
    Objects.requireNonNull(reducer, "the group reduce function is null");
    String location = CallSite.current();
    TypeInformation<R> resultType =
        TypeExtractor.getGroupReduceReturnTypes(reducer, getType(), location, true);
    return new GroupReduceOperator<>(this, resultType, clean(reducer), location);
  }

  /** Calls a function on the records of each subtask. */
  public <R> GroupCombineOperator<T, R> combineGroup(GroupCombineFunction<T, R> combiner) {
    Objects.requireNonNull(combiner, "the group combine function is null");
    String location = CallSite.current();
    TypeInformation<R> resultType =
        TypeExtractor.getGroupCombineReturnTypes(combiner, getType(), location, true);
    return new GroupCombineOperator<>(this, resultType, clean(combiner), location);
  }

  /** The record with the smallest values of the fields. */
  public ReduceOperator<T> minBy(int... fields) {
    return new ReduceOperator<>(
        this,
        new SelectByFields<>(checkSelectFields("minBy", getType(), fields), true),
        CallSite.current());
  }

  /** The record with the largest values of the fields. */
  public ReduceOperator<T> maxBy(int... fields) {
    return new ReduceOperator<>(
        this,
        new SelectByFields<>(checkSelectFields("maxBy", getType(), fields), false),
        CallSite.current());
  }

  static int[] checkSelectFields(String operation, TypeInformation<?> type, int... fields) {
    if (!(type instanceof TupleTypeInfo<?> tuple)) {
      throw new InvalidProgramException(operation + " takes tuples, and the type is " + type);
    }
    for (int field : fields) {
      if (field < 0 || field >= tuple.getArity()) {
        throw new IndexOutOfBoundsException(
            operation
                + ": field "
                + field
                + " does not exist in "
                + type
                + ", which has fields 0 to "
                + (tuple.getArity() - 1));
      }
      if (!Comparable.class.isAssignableFrom(tuple.getTypeAt(field).getTypeClass())) {
        throw new IllegalArgumentException(
            operation + ": field " + field + " of " + type + " is not comparable");
      }
    }
    return fields.clone();
  }

  /** Any n records. */
  public GroupReduceOperator<T, T> first(int n) {
    UnsortedGrouping.checkFirst(n);
    return new GroupReduceOperator<>(this, getType(), new FirstRecords<>(n), CallSite.current());
  }

  /** One record of each key, the key taken by a function. */
  public <K> DistinctOperator<T> distinct(KeySelector<T, K> keyExtractor) {
    return new DistinctOperator<>(this, selectorKeys(this, keyExtractor), CallSite.current());
  }

  /** One record of each combination of tuple fields; none means all. */
  public DistinctOperator<T> distinct(int... fields) {
    return new DistinctOperator<>(
        this, new Keys.ExpressionKeys<>(fields, getType()), CallSite.current());
  }

  /** One record of each combination of fields. */
  public DistinctOperator<T> distinct(String... fields) {
    return new DistinctOperator<>(
        this, new Keys.ExpressionKeys<>(fields, getType()), CallSite.current());
  }

  /** Drops records that equal another. */
  public DistinctOperator<T> distinct() {
    return new DistinctOperator<>(this, null, CallSite.current());
  }

  /** Groups by a key that a function takes out of the record. */
  public <K> UnsortedGrouping<T> groupBy(KeySelector<T, K> keyExtractor) {
    return new UnsortedGrouping<>(this, selectorKeys(this, keyExtractor));
  }

  /** Groups by tuple fields. */
  public UnsortedGrouping<T> groupBy(int... fields) {
    return new UnsortedGrouping<>(this, new Keys.ExpressionKeys<>(fields, getType()));
  }

  /** Groups by fields. */
  public UnsortedGrouping<T> groupBy(String... fields) {
    return new UnsortedGrouping<>(this, new Keys.ExpressionKeys<>(fields, getType()));
  }

  /** Pairs records of equal keys. */
  public <R> JoinOperatorSets<T, R> join(DataSet<R> other) {
    return new JoinOperatorSets<>(this, other);
  }

  /** Pairs records of equal keys, in the way the hint says. */
  public <R> JoinOperatorSets<T, R> join(DataSet<R> other, JoinHint strategy) {
    return new JoinOperatorSets<>(this, other, strategy);
  }

  /** Pairs records of equal keys; the other data set is much smaller than this one. */
  public <R> JoinOperatorSets<T, R> joinWithTiny(DataSet<R> other) {
    return new JoinOperatorSets<>(this, other, JoinHint.BROADCAST_HASH_SECOND);
  }

  /** Pairs records of equal keys; the other data set is much larger than this one. */
  public <R> JoinOperatorSets<T, R> joinWithHuge(DataSet<R> other) {
    return new JoinOperatorSets<>(this, other, JoinHint.BROADCAST_HASH_FIRST);
  }

  /** As join, and keeps records of this data set that have no partner. */
  public <R> JoinOperatorSetsBase<T, R> leftOuterJoin(DataSet<R> other) {
    return leftOuterJoin(other, JoinHint.OPTIMIZER_CHOOSES);
  }

  /** As join, and keeps records of this data set that have no partner. */
  public <R> JoinOperatorSetsBase<T, R> leftOuterJoin(DataSet<R> other, JoinHint strategy) {
    if (strategy == JoinHint.BROADCAST_HASH_FIRST) {
      throw new InvalidProgramException(
          "a left outer join cannot broadcast its first side: each subtask would keep its records");
    }
    return new JoinOperatorSetsBase<>(this, other, strategy, JoinType.LEFT_OUTER);
  }

  /** As join, and keeps records of the other data set that have no partner. */
  public <R> JoinOperatorSetsBase<T, R> rightOuterJoin(DataSet<R> other) {
    return rightOuterJoin(other, JoinHint.OPTIMIZER_CHOOSES);
  }

  /** As join, and keeps records of the other data set that have no partner. */
  public <R> JoinOperatorSetsBase<T, R> rightOuterJoin(DataSet<R> other, JoinHint strategy) {
    if (strategy == JoinHint.BROADCAST_HASH_SECOND) {
      throw new InvalidProgramException(
          "a right outer join cannot broadcast its second side: each subtask would keep its"
              + " records");
    }
    return new JoinOperatorSetsBase<>(this, other, strategy, JoinType.RIGHT_OUTER);
  }

  /** As join, and keeps records of both data sets that have no partner. */
  public <R> JoinOperatorSetsBase<T, R> fullOuterJoin(DataSet<R> other) {
    return fullOuterJoin(other, JoinHint.OPTIMIZER_CHOOSES);
  }

  /** As join, and keeps records of both data sets that have no partner. */
  public <R> JoinOperatorSetsBase<T, R> fullOuterJoin(DataSet<R> other, JoinHint strategy) {
    if (strategy == JoinHint.BROADCAST_HASH_FIRST || strategy == JoinHint.BROADCAST_HASH_SECOND) {
      throw new InvalidProgramException(
          "a full outer join cannot broadcast a side: each subtask would keep its records");
    }
    return new JoinOperatorSetsBase<>(this, other, strategy, JoinType.FULL_OUTER);
  }

  /** Groups two data sets by one key. */
  public <R> CoGroupOperatorSets<T, R> coGroup(DataSet<R> other) {
    return new CoGroupOperatorSets<>(this, other);
  }

  /** Pairs every record with every record of another data set. */
  public <R> DefaultCross<T, R> cross(DataSet<R> other) {
    return new DefaultCross<>(this, other, CrossHint.OPTIMIZER_CHOOSES, CallSite.current());
  }

  /** As cross; the other data set is small. */
  public <R> DefaultCross<T, R> crossWithTiny(DataSet<R> other) {
    return new DefaultCross<>(this, other, CrossHint.SECOND_IS_SMALL, CallSite.current());
  }

  /** As cross; this data set is small. */
  public <R> DefaultCross<T, R> crossWithHuge(DataSet<R> other) {
    return new DefaultCross<>(this, other, CrossHint.FIRST_IS_SMALL, CallSite.current());
  }

  /** Starts a loop: what it is closed with is handed to the next round. */
  public IterativeDataSet<T> iterate(int maxIterations) {
    return new IterativeDataSet<>(getExecutionEnvironment(), getType(), this, maxIterations);
  }

  /**
   * Starts a loop over a solution set, of which this data set is the first content, and a workset.
   *
   * @param keyPositions key of the solution set, as tuple positions
   */
  public <R> DeltaIteration<T, R> iterateDelta(
      DataSet<R> workset, int maxIterations, int... keyPositions) {
    Objects.requireNonNull(workset, "the workset is null");
    return new DeltaIteration<>(
        getExecutionEnvironment(),
        getType(),
        this,
        workset,
        new Keys.ExpressionKeys<>(keyPositions, getType()),
        maxIterations);
  }

  /** Applies an operation that is made of others. */
  public <X> DataSet<X> runOperation(CustomUnaryOperation<T, X> operation) {
    Objects.requireNonNull(operation, "the operation is null");
    operation.setInput(this);
    return operation.createResult();
  }

  /** All records of both data sets. */
  public UnionOperator<T> union(DataSet<T> other) {
    return new UnionOperator<>(this, other, CallSite.current());
  }

  /** Spreads records by the hash of tuple fields. */
  public PartitionOperator<T> partitionByHash(int... fields) {
    return partition(PartitionMethod.HASH, new Keys.ExpressionKeys<>(fields, getType()));
  }

  /** Spreads records by the hash of fields. */
  public PartitionOperator<T> partitionByHash(String... fields) {
    return partition(PartitionMethod.HASH, new Keys.ExpressionKeys<>(fields, getType()));
  }

  /** Spreads records by the hash of a key. */
  public <K extends Comparable<K>> PartitionOperator<T> partitionByHash(
      KeySelector<T, K> keyExtractor) {
    return partition(PartitionMethod.HASH, selectorKeys(this, keyExtractor));
  }

  /** Spreads records by ranges of tuple fields. Reads the data twice to find the ranges. */
  public PartitionOperator<T> partitionByRange(int... fields) {
    return partition(PartitionMethod.RANGE, new Keys.ExpressionKeys<>(fields, getType()));
  }

  /** Spreads records by ranges of fields. Reads the data twice to find the ranges. */
  public PartitionOperator<T> partitionByRange(String... fields) {
    return partition(PartitionMethod.RANGE, new Keys.ExpressionKeys<>(fields, getType()));
  }

  /** Spreads records by ranges of a key. Reads the data twice to find the ranges. */
  public <K extends Comparable<K>> PartitionOperator<T> partitionByRange(
      KeySelector<T, K> keyExtractor) {
    return partition(PartitionMethod.RANGE, selectorKeys(this, keyExtractor));
  }

  private PartitionOperator<T> partition(PartitionMethod method, Keys<T> keys) {
    return new PartitionOperator<>(this, method, keys, CallSite.current());
  }

  /** Spreads records as the partitioner says of a tuple field. */
  public <K> PartitionOperator<T> partitionCustom(Partitioner<K> partitioner, int field) {
    return new PartitionOperator<>(
        this,
        new Keys.ExpressionKeys<>(new int[] {field}, getType()),
        clean(partitioner),
        CallSite.current());
  }

  /** Spreads records as the partitioner says of a field. */
  public <K> PartitionOperator<T> partitionCustom(Partitioner<K> partitioner, String field) {
    return new PartitionOperator<>(
        this,
        new Keys.ExpressionKeys<>(new String[] {field}, getType()),
        clean(partitioner),
        CallSite.current());
  }

  /** Spreads records as the partitioner says of a key. */
  public <K extends Comparable<K>> PartitionOperator<T> partitionCustom(
      Partitioner<K> partitioner, KeySelector<T, K> keyExtractor) {
    return new PartitionOperator<>(
        this, selectorKeys(this, keyExtractor), clean(partitioner), CallSite.current());
  }

  /** Spreads records evenly. */
  public PartitionOperator<T> rebalance() {
    return new PartitionOperator<>(this, PartitionMethod.REBALANCE, CallSite.current());
  }

  /** Sorts the records of each subtask by a tuple field. */
  public SortPartitionOperator<T> sortPartition(int field, Order order) {
    return new SortPartitionOperator<>(this, field, order, CallSite.current());
  }

  /** Sorts the records of each subtask by a field. */
  public SortPartitionOperator<T> sortPartition(String field, Order order) {
    return new SortPartitionOperator<>(this, field, order, CallSite.current());
  }

  /** Sorts the records of each subtask by a key. */
  public <K> SortPartitionOperator<T> sortPartition(KeySelector<T, K> keyExtractor, Order order) {
    return SortPartitionOperator.bySelector(this, keyExtractor, order, CallSite.current());
  }

  /** Writes each record's text as a line. */
  public DataSink<T> writeAsText(String filePath) {
    return output(new TextOutputFormat<>(new Path(filePath)));
  }

  /** Writes each record's text as a line. */
  public DataSink<T> writeAsText(String filePath, WriteMode writeMode) {
    return write(new TextOutputFormat<>(new Path(filePath)), filePath, writeMode);
  }

  /** Writes what the formatter makes of each record as a line. */
  public DataSink<String> writeAsFormattedText(String filePath, TextFormatter<T> formatter) {
    return map(new FormattingMapper<>(clean(formatter))).writeAsText(filePath);
  }

  /** Writes what the formatter makes of each record as a line. */
  public DataSink<String> writeAsFormattedText(
      String filePath, WriteMode writeMode, TextFormatter<T> formatter) {
    return map(new FormattingMapper<>(clean(formatter))).writeAsText(filePath, writeMode);
  }

  /** Writes tuples as lines of fields separated by commas. */
  public DataSink<T> writeAsCsv(String filePath) {
    return writeAsCsv(
        filePath, CsvOutputFormat.DEFAULT_LINE_DELIMITER, CsvOutputFormat.DEFAULT_FIELD_DELIMITER);
  }

  /** Writes tuples as lines of fields separated by commas. */
  public DataSink<T> writeAsCsv(String filePath, WriteMode writeMode) {
    return csv(
        new Path(filePath),
        CsvOutputFormat.DEFAULT_LINE_DELIMITER,
        CsvOutputFormat.DEFAULT_FIELD_DELIMITER,
        writeMode);
  }

  /** Writes tuples as rows of fields with the given delimiters. */
  public DataSink<T> writeAsCsv(String filePath, String rowDelimiter, String fieldDelimiter) {
    return csv(new Path(filePath), rowDelimiter, fieldDelimiter, null);
  }

  /** Writes tuples as rows of fields with the given delimiters. */
  public DataSink<T> writeAsCsv(
      String filePath, String rowDelimiter, String fieldDelimiter, WriteMode writeMode) {
    return csv(new Path(filePath), rowDelimiter, fieldDelimiter, writeMode);
  }

  @SuppressWarnings("unchecked")
  private DataSink<T> csv(
      Path path, String rowDelimiter, String fieldDelimiter, WriteMode writeMode) {
    if (!getType().isTupleType()) {
      throw new IllegalArgumentException(
          "writeAsCsv takes tuples, and the type is " + getType() + "; map to tuples first");
    }
    CsvOutputFormat<Tuple> format = new CsvOutputFormat<>(path, rowDelimiter, fieldDelimiter);
    if (writeMode != null) {
      format.setWriteMode(writeMode);
    }
    return output((OutputFormat<T>) (OutputFormat<?>) format);
  }

  /** Executes the program and prints each record on the client's standard output. */
  public void print() throws Exception {
    for (T record : collect()) {
      System.out.println(record);
    }
  }

  /** Executes the program and prints each record on the client's standard error. */
  public void printToErr() throws Exception {
    for (T record : collect()) {
      System.err.println(record);
    }
  }

  /** Prints each record in the worker, with a prefix. */
  public DataSink<T> printOnTaskManager(String prefix) {
    return output(new PrintingOutputFormat<>(prefix, false));
  }

  /** Prints each record in the worker. */
  @Deprecated
  public DataSink<T> print(String sinkIdentifier) {
    return output(new PrintingOutputFormat<>(sinkIdentifier, false));
  }

  /** Prints each record in the worker, on standard error. */
  @Deprecated
  public DataSink<T> printToErr(String sinkIdentifier) {
    return output(new PrintingOutputFormat<>(sinkIdentifier, true));
  }

  /** Writes records with a format to a path. */
  public DataSink<T> write(FileOutputFormat<T> outputFormat, String filePath) {
    Objects.requireNonNull(filePath, "the path is null");
    Objects.requireNonNull(outputFormat, "the output format is null");
    outputFormat.setOutputFilePath(new Path(filePath));
    return output(outputFormat);
  }

  /** Writes records with a format to a path. */
  public DataSink<T> write(FileOutputFormat<T> outputFormat, String filePath, WriteMode writeMode) {
    Objects.requireNonNull(filePath, "the path is null");
    Objects.requireNonNull(writeMode, "the write mode is null");
    Objects.requireNonNull(outputFormat, "the output format is null");
    outputFormat.setOutputFilePath(new Path(filePath));
    outputFormat.setWriteMode(writeMode);
    return output(outputFormat);
  }

  /** Writes records with a format. */
  public DataSink<T> output(OutputFormat<T> outputFormat) {
    Objects.requireNonNull(outputFormat, "the output format is null");
    if (outputFormat instanceof InputTypeConfigurable configurable) {
      configurable.setInputType(getType(), context.getConfig());
    }
    DataSink<T> sink = new DataSink<>(this, outputFormat, getType());
    context.registerDataSink(sink);
    return sink;
  }

  /** Refuses data sets of two environments. */
  protected static void checkSameExecutionContext(DataSet<?> set1, DataSet<?> set2) {
    if (set1.getExecutionEnvironment() != set2.getExecutionEnvironment()) {
      throw new IllegalArgumentException(
          "the two data sets were made by different execution environments");
    }
  }

  static <T, K> Keys.SelectorFunctionKeys<T, K> selectorKeys(
      DataSet<T> set, KeySelector<T, K> selector) {
    Objects.requireNonNull(selector, "the key selector is null");
    TypeInformation<K> keyType = TypeExtractor.getKeySelectorTypes(selector, set.getType());
    return new Keys.SelectorFunctionKeys<>(set.clean(selector), set.getType(), keyType);
  }

  /** Turns records into text with a user's formatter. */
  private static final class FormattingMapper<T> implements MapFunction<T, String> {
    private static final long serialVersionUID = 1L;
    private final TextFormatter<T> formatter;

    private FormattingMapper(TextFormatter<T> formatter) {
      this.formatter = formatter;
    }

    @Override
    public String map(T value) {
      return formatter.format(value);
    }
  }
}
