// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.rich.RichFunction;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.ClosureCleaner;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.stream.async.AsyncFunction;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.checkpoint.ListCheckpointed;
import io.flyshuttle.core.stream.process.BroadcastProcessFunction;
import io.flyshuttle.core.stream.process.CoFlatMapFunction;
import io.flyshuttle.core.stream.process.CoMapFunction;
import io.flyshuttle.core.stream.process.CoProcessFunction;
import io.flyshuttle.core.stream.process.KeyedBroadcastProcessFunction;
import io.flyshuttle.core.stream.process.KeyedCoProcessFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.process.ProcessFunction;
import io.flyshuttle.core.stream.process.ProcessJoinFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.InputTypeConfigurable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.datastream.operator.CustomOperators;
import io.flyshuttle.datastream.operator.OneInputStreamOperator;
import io.flyshuttle.datastream.operator.TwoInputStreamOperator;
import io.flyshuttle.operators.async.AsyncSettings;
import io.flyshuttle.operators.async.AsyncWaiter;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.map.Filterer;
import io.flyshuttle.operators.map.FlatMapper;
import io.flyshuttle.operators.map.Mapper;
import io.flyshuttle.operators.map.Projector;
import io.flyshuttle.operators.process.BroadcastProcessCaller;
import io.flyshuttle.operators.process.CoProcessCaller;
import io.flyshuttle.operators.process.IntervalJoiner;
import io.flyshuttle.operators.process.KeyedBroadcastProcessCaller;
import io.flyshuttle.operators.process.KeyedCoProcessCaller;
import io.flyshuttle.operators.process.KeyedProcessCaller;
import io.flyshuttle.operators.process.ProcessCaller;
import io.flyshuttle.operators.sink.FormatSink;
import io.flyshuttle.operators.sink.OutputHook;
import io.flyshuttle.operators.stream.Aggregate;
import io.flyshuttle.operators.stream.CoFlatMapper;
import io.flyshuttle.operators.stream.CoMapper;
import io.flyshuttle.operators.stream.FirstInputFirst;
import io.flyshuttle.operators.stream.KeyedFolder;
import io.flyshuttle.operators.stream.KeyedReducer;
import io.flyshuttle.operators.stream.SinkCaller;
import io.flyshuttle.operators.stream.StatefulCaller;
import io.flyshuttle.operators.stream.TimestampsAndWatermarks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the transformations of operations on streams: kind, type, inputs, code. */
final class StreamOperators {
  private StreamOperators() {}

  // ------------------------------------------------------------------ shapes

  static <R> Transformation<R> of(String kind, Inferred<R> type, OperatorMaker maker) {
    return new Transformation<>(kind, type.type(), maker).missingType(type.missing());
  }

  private static <T, R> Transformation<R> unary(
      DataStream<T> in, String kind, Inferred<R> type, Function function, OperatorMaker maker) {
    OperatorMaker stateful = config -> withState(maker.make(config), function, in, null, config);
    return of(kind, type, stateful).input(0, in.flows(), in.getType());
  }

  private static <A, B, R> Transformation<R> binary(
      ConnectedStreams<A, B> in,
      String kind,
      Inferred<R> type,
      Function function,
      OperatorMaker maker) {
    OperatorMaker stateful =
        config ->
            withState(
                maker.make(config), function, in.getFirstInput(), in.getSecondInput(), config);
    return of(kind, type, stateful)
        .input(0, in.getFirstInput().flows(), in.getType1())
        .input(1, in.getSecondInput().flows(), in.getType2());
  }

  /** Puts the giver of state before the operator if the function can have any. */
  private static OperatorFactory withState(
      OperatorFactory operator,
      Function function,
      DataStream<?> first,
      DataStream<?> second,
      ExecutionConfig config) {
    boolean own =
        function instanceof CheckpointedFunction
            || function instanceof ListCheckpointed
            || function instanceof CheckpointListener;
    boolean keyed =
        function instanceof RichFunction
            && first instanceof KeyedStream
            && (second == null || second instanceof KeyedStream)
            && !setsKeyItself(function);
    if (!own && !keyed) {
      return operator;
    }
    if (!(first instanceof KeyedStream<?, ?> keyedFirst)
        || (second != null && !(second instanceof KeyedStream))) {
      return StatefulCaller.factory(operator, function, null, List.of());
    }
    if (setsKeyItself(function)) {
      return StatefulCaller.factory(
          operator, function, keySerializer(keyedFirst, config), List.of());
    }
    List<KeySelector<?, ?>> selectors =
        second == null
            ? List.of(keyedFirst.getKeySelector())
            : List.of(keyedFirst.getKeySelector(), ((KeyedStream<?, ?>) second).getKeySelector());
    return StatefulCaller.factory(operator, function, keySerializer(keyedFirst, config), selectors);
  }

  /** Whether the operator that calls the function sets the current key, for its timers. */
  private static boolean setsKeyItself(Function function) {
    return function instanceof ProcessFunction
        || function instanceof KeyedProcessFunction
        || function instanceof CoProcessFunction
        || function instanceof KeyedCoProcessFunction
        || function instanceof KeyedBroadcastProcessFunction
        || function instanceof ProcessJoinFunction;
  }

  static <K> TypeSerializer<K> keySerializer(KeyedStream<?, K> stream, ExecutionConfig config) {
    return stream.getKeyType().createSerializer(config);
  }

  // ------------------------------------------------------------------ record by record

  static <T, R> Transformation<R> map(
      DataStream<T> in, MapFunction<T, R> function, Inferred<R> type) {
    OperatorFactory factory = Mapper.factory(UserFunction.of(function));
    return unary(in, "Map", type, function, config -> factory);
  }

  static <T, R> Transformation<R> flatMap(
      DataStream<T> in, FlatMapFunction<T, R> function, Inferred<R> type) {
    OperatorFactory factory = FlatMapper.factory(UserFunction.of(function));
    return unary(in, "Flat Map", type, function, config -> factory);
  }

  static <T, R> Transformation<R> async(
      DataStream<T> in, AsyncFunction<T, R> function, AsyncSettings settings) {
    OperatorFactory factory = AsyncWaiter.factory(UserFunction.of(function), settings);
    Inferred<R> type =
        Inferred.unary(function, AsyncFunction.class, 0, 1, new int[] {1, 0}, in.getType());
    return of("Async Wait", type, config -> factory).input(0, in.flows(), in.getType());
  }

  static <T> Transformation<T> filter(DataStream<T> in, FilterFunction<T> function) {
    OperatorFactory factory = Filterer.factory(UserFunction.of(function));
    return unary(in, "Filter", Inferred.of(in.getType()), function, config -> factory);
  }

  @SuppressWarnings("unchecked")
  static <T, R extends Tuple> Transformation<R> project(DataStream<T> in, int[] fields) {
    if (!(in.getType() instanceof TupleTypeInfo<?> tuple)) {
      throw new InvalidProgramException(
          "project needs a stream of tuples, this one is of " + in.getType());
    }
    if (fields.length == 0) {
      throw new InvalidProgramException("project needs at least one field");
    }
    TypeInformation<?>[] types = new TypeInformation<?>[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] < 0 || fields[i] >= tuple.getArity()) {
        throw new InvalidProgramException(
            "field "
                + fields[i]
                + " does not exist in "
                + tuple
                + ", which has fields 0 to "
                + (tuple.getArity() - 1));
      }
      types[i] = tuple.getTypeAt(fields[i]);
    }
    OperatorFactory factory = Projector.factory(fields);
    TypeInformation<R> type = (TypeInformation<R>) (TypeInformation<?>) new TupleTypeInfo<>(types);
    return of("Projection", Inferred.of(type), config -> factory)
        .input(0, in.flows(), in.getType())
        .keepsInput(false);
  }

  static <T> Transformation<T> timestamps(DataStream<T> in, WatermarkStrategy<T> strategy) {
    return of(
            "Timestamps/Watermarks",
            Inferred.of(in.getType()),
            config ->
                TimestampsAndWatermarks.factory(
                    in.environment.watermarks(strategy), config.getAutoWatermarkInterval()))
        .input(0, in.flows(), in.getType())
        .keepsInput(false);
  }

  static <T, R> Transformation<R> process(
      DataStream<T> in, ProcessFunction<T, R> function, Inferred<R> type) {
    OperatorFactory factory = ProcessCaller.factory(UserFunction.of(function), null, null);
    return unary(in, "Process", type, function, config -> factory);
  }

  // ------------------------------------------------------------------ by key

  static <T, K, R> Transformation<R> keyedPlainProcess(
      KeyedStream<T, K> in, ProcessFunction<T, R> function, Inferred<R> type) {
    return unary(
        in,
        "Process",
        type,
        function,
        config ->
            ProcessCaller.factory(
                UserFunction.of(function), in.getKeySelector(), keySerializer(in, config)));
  }

  static <T, K, R> Transformation<R> keyedProcess(
      KeyedStream<T, K> in, KeyedProcessFunction<K, T, R> function, Inferred<R> type) {
    return unary(
        in,
        "KeyedProcess",
        type,
        function,
        config ->
            KeyedProcessCaller.factory(
                UserFunction.of(function), in.getKeySelector(), keySerializer(in, config)));
  }

  static <T, K> Transformation<T> keyedReduce(KeyedStream<T, K> in, ReduceFunction<T> function) {
    if (function instanceof RichFunction) {
      throw new InvalidProgramException(
          "the function of a keyed reduce must not be a rich function: "
              + function.getClass().getName()
              + "; use a KeyedProcessFunction where state or the runtime context is needed");
    }
    return of(
            "Keyed Reduce",
            Inferred.of(in.getType()),
            config -> reducer(in, function, false, config))
        .input(0, in.flows(), in.getType());
  }

  static <T, R, K> Transformation<R> keyedFold(
      KeyedStream<T, K> in, R initialValue, FoldFunction<T, R> function, TypeInformation<R> type) {
    return of(
            "Keyed Fold",
            Inferred.of(type),
            config -> {
              TypeSerializer<R> serializer = type.createSerializer(config);
              return KeyedFolder.factory(
                  new KeyedFolder.Spec<>(
                      UserFunction.of(function),
                      in.getKeySelector(),
                      keySerializer(in, config),
                      serializer,
                      bytes(initialValue, serializer),
                      config.runsAsBatch()));
            })
        .input(0, in.flows(), in.getType());
  }

  private static <R> byte[] bytes(R initialValue, TypeSerializer<R> serializer) {
    DataOutputSerializer out = new DataOutputSerializer(64);
    try {
      serializer.serialize(initialValue, out);
    } catch (IOException e) {
      throw new InvalidProgramException("the initial value of a fold cannot be written", e);
    }
    return out.getCopyOfBuffer();
  }

  static <T, K> Transformation<T> keyedAggregate(KeyedStream<T, K> in, Aggregate<T> aggregate) {
    return of(
            "Keyed Aggregation",
            Inferred.of(in.getType()),
            config -> reducer(in, aggregate, true, config))
        .input(0, in.flows(), in.getType())
        .detail(aggregate.toString())
        .keepsInput(false);
  }

  private static <T, K> OperatorFactory reducer(
      KeyedStream<T, K> in,
      ReduceFunction<T> function,
      boolean copiesFirst,
      ExecutionConfig config) {
    return KeyedReducer.factory(
        new KeyedReducer.Spec<>(
            UserFunction.of(function),
            in.getKeySelector(),
            keySerializer(in, config),
            in.getType().createSerializer(config),
            copiesFirst,
            config.runsAsBatch()));
  }

  // ------------------------------------------------------------------ two inputs

  static <T> Transformation<T> concat(DataStream<T> first, DataStream<T> next) {
    return of("Concat", Inferred.of(first.getType()), config -> FirstInputFirst.concatenation())
        .input(0, first.flows(), first.getType())
        .input(1, next.flows(), next.getType())
        .readFirstInputFirst()
        .keepsInput(false);
  }

  static <A, B, R> Transformation<R> coMap(
      ConnectedStreams<A, B> in, CoMapFunction<A, B, R> function, Inferred<R> type) {
    OperatorFactory factory = CoMapper.factory(UserFunction.of(function));
    return binary(in, "Co-Map", type, function, config -> factory);
  }

  static <A, B, R> Transformation<R> coFlatMap(
      ConnectedStreams<A, B> in, CoFlatMapFunction<A, B, R> function, Inferred<R> type) {
    OperatorFactory factory = CoFlatMapper.factory(UserFunction.of(function));
    return binary(in, "Co-Flat Map", type, function, config -> factory);
  }

  @SuppressWarnings("unchecked")
  static <A, B, R> Transformation<R> coProcess(
      ConnectedStreams<A, B> in, CoProcessFunction<A, B, R> function, Inferred<R> type) {
    boolean keyed =
        in.getFirstInput() instanceof KeyedStream && in.getSecondInput() instanceof KeyedStream;
    if (!keyed) {
      OperatorFactory factory =
          CoProcessCaller.factory(UserFunction.of(function), null, null, null);
      return binary(in, "Co-Process", type, function, config -> factory);
    }
    KeyedStream<A, Object> first = (KeyedStream<A, Object>) in.getFirstInput();
    KeyedStream<B, Object> second = (KeyedStream<B, Object>) in.getSecondInput();
    return binary(
        in,
        "Co-Process",
        type,
        function,
        config ->
            CoProcessCaller.factory(
                UserFunction.of(function),
                first.getKeySelector(),
                second.getKeySelector(),
                keySerializer(first, config)));
  }

  @SuppressWarnings("unchecked")
  static <K, A, B, R> Transformation<R> keyedCoProcess(
      ConnectedStreams<A, B> in, KeyedCoProcessFunction<K, A, B, R> function, Inferred<R> type) {
    if (!(in.getFirstInput() instanceof KeyedStream)
        || !(in.getSecondInput() instanceof KeyedStream)) {
      throw new InvalidProgramException(
          "a KeyedCoProcessFunction needs two keyed streams; call keyBy on both before process");
    }
    KeyedStream<A, K> first = (KeyedStream<A, K>) in.getFirstInput();
    KeyedStream<B, K> second = (KeyedStream<B, K>) in.getSecondInput();
    return binary(
        in,
        "Co-Keyed-Process",
        type,
        function,
        config ->
            KeyedCoProcessCaller.factory(
                UserFunction.of(function),
                first.getKeySelector(),
                second.getKeySelector(),
                keySerializer(first, config)));
  }

  static <A, B, R> Transformation<R> broadcast(
      DataStream<A> in,
      BroadcastStream<B> broadcast,
      BroadcastProcessFunction<A, B, R> function,
      Inferred<R> type) {
    OperatorFactory factory =
        BroadcastProcessCaller.factory(
            UserFunction.of(function), broadcast.getBroadcastStateDescriptors());
    return binary(
        in.connect(broadcast.stream()), "Co-Process-Broadcast", type, function, config -> factory);
  }

  static <K, A, B, R> Transformation<R> keyedBroadcast(
      KeyedStream<A, K> in,
      BroadcastStream<B> broadcast,
      KeyedBroadcastProcessFunction<K, A, B, R> function,
      Inferred<R> type) {
    return binary(
        in.connect(broadcast.stream()),
        "Co-Process-Broadcast-Keyed",
        type,
        function,
        config ->
            KeyedBroadcastProcessCaller.factory(
                UserFunction.of(function),
                in.getKeySelector(),
                keySerializer(in, config),
                broadcast.getBroadcastStateDescriptors()));
  }

  static <K, A, B, R> Transformation<R> intervalJoin(
      KeyedStream.IntervalJoined<A, B, K> join,
      ProcessJoinFunction<A, B, R> function,
      Inferred<R> type) {
    return binary(
        join.left.connect(join.right),
        "Interval Join",
        type,
        function,
        config ->
            IntervalJoiner.factory(
                new IntervalJoiner.Spec<>(
                    UserFunction.of(function),
                    join.left.getKeySelector(),
                    join.right.getKeySelector(),
                    keySerializer(join.left, config),
                    join.left.getType().createSerializer(config),
                    join.right.getType().createSerializer(config),
                    join.lowerBoundMillis + (join.lowerBoundInclusive ? 0 : 1),
                    join.upperBoundMillis - (join.upperBoundInclusive ? 0 : 1),
                    join.leftLateTag == null ? "" : join.leftLateTag.getId(),
                    join.rightLateTag == null ? "" : join.rightLateTag.getId())));
  }

  // ------------------------------------------------------------------ sinks

  static <T> Transformation<T> sink(DataStream<T> in, SinkFunction<T> function) {
    OperatorFactory factory = SinkCaller.factory(UserFunction.of(function));
    Transformation<T> sink =
        unary(in, "Sink: Unnamed", new Inferred<T>(null, null), function, config -> factory);
    // the engine's own sinks keep no record
    boolean own = function instanceof PrintSinkFunction || function instanceof CollectSink;
    return own ? sink.keepsInput(false) : sink;
  }

  static <T> Transformation<T> outputFormat(DataStream<T> in, OutputFormat<T> format) {
    ClosureCleaner.clean(format, false, "output format " + format.getClass().getName());
    if (format instanceof InputTypeConfigurable configurable) {
      configurable.setInputType(in.getType(), in.getExecutionConfig());
    }
    Configuration parameters = new Configuration();
    Transformation<T> sink =
        of(
                "Sink: " + format,
                new Inferred<T>(null, null),
                config -> FormatSink.factory(format, parameters))
            .input(0, in.flows(), in.getType())
            .keepsInput(false);
    if (format instanceof FileOutputFormat<?> file) {
      sink.beforeTranslation(
          parallelism -> {
            file.useSettings(in.getExecutionEnvironment().getConfiguration());
            file.configure(parameters);
            file.writeInPlace(parallelism);
          });
    }
    if (OutputHook.isNeeded(format)) {
      sink.globalHook(new OutputHook(format, parameters));
    }
    return sink;
  }

  // ------------------------------------------------------------------ operators of the user's own

  static <T, R> Transformation<R> custom(
      DataStream<T> in,
      String name,
      TypeInformation<R> type,
      OneInputStreamOperator<T, R> operator) {
    Transformation<R> transformation =
        of(
                name,
                Inferred.of(type),
                config ->
                    CustomOperators.oneInput(
                        CustomOperators.typed(operator, type, config), keying(config, in)))
            .input(0, in.flows(), in.getType());
    transformation.setChaining(CustomOperators.chaining(operator));
    transformation.outputsOnlyAtEnd(
        operator.getOperatorAttributes().isOutputOnlyAfterEndOfStream());
    return transformation;
  }

  static <A, B, R> Transformation<R> custom(
      ConnectedStreams<A, B> in,
      String name,
      TypeInformation<R> type,
      TwoInputStreamOperator<A, B, R> operator) {
    Transformation<R> transformation =
        of(
                name,
                Inferred.of(type),
                config ->
                    CustomOperators.twoInputs(
                        CustomOperators.typed(operator, type, config),
                        keying(config, in.getFirstInput(), in.getSecondInput())))
            .input(0, in.getFirstInput().flows(), in.getType1())
            .input(1, in.getSecondInput().flows(), in.getType2());
    transformation.setChaining(CustomOperators.chaining(operator));
    transformation.outputsOnlyAtEnd(
        operator.getOperatorAttributes().isOutputOnlyAfterEndOfStream());
    return transformation;
  }

  private static CustomOperators.Keying keying(ExecutionConfig config, DataStream<?>... inputs) {
    List<KeySelector<?, ?>> selectors = new ArrayList<>();
    TypeSerializer<?> serializer = null;
    for (DataStream<?> input : inputs) {
      if (!(input instanceof KeyedStream<?, ?> keyed)) {
        return CustomOperators.Keying.NONE;
      }
      selectors.add(keyed.getKeySelector());
      serializer = keySerializer(keyed, config);
    }
    return new CustomOperators.Keying(serializer, List.copyOf(selectors));
  }
}
