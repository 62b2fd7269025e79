// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import com.esotericsoftware.kryo.Serializer;
import io.flyshuttle.core.client.ConfiguredListeners;
import io.flyshuttle.core.client.DetachedJobResult;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.client.JobListener;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.format.collection.SplittableIterator;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.format.file.FilePathFilter;
import io.flyshuttle.core.format.file.TextInputFormat;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.PlanJson;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.job.SlotSharingGroup;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.option.PipelineOptions;
import io.flyshuttle.core.option.ReadableConfig;
import io.flyshuttle.core.option.RuntimeExecutionMode;
import io.flyshuttle.core.option.SettingsNotes;
import io.flyshuttle.core.option.TernaryBoolean;
import io.flyshuttle.core.plan.BoundedRecords;
import io.flyshuttle.core.plan.CachedFile;
import io.flyshuttle.core.plan.ClosureCleaner;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.stream.source.FileProcessingMode;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingProcessingTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingProcessingTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.time.TimeCharacteristic;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.PojoTypeInfo;
import io.flyshuttle.datastream.state.StateBackend;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Where a stream program begins: it makes sources, holds the settings, and runs what was built.
 * Used by one thread.
 */
public class StreamExecutionEnvironment implements AutoCloseable {

  public static final String DEFAULT_JOB_NAME = "Streaming Job";

  private static final long SHORT_INTERVAL_MILLIS = 500;

  private static int defaultLocalParallelism = Runtime.getRuntime().availableProcessors();

  protected final ExecutionConfig config = new ExecutionConfig();
  protected final CheckpointConfig checkpointCfg = new CheckpointConfig();
  protected final Configuration configuration;
  private final List<Transformation<?>> transformations = new ArrayList<>();

  /** Those of programs that were executed already, too: a later program may read them again. */
  private final Set<Transformation<?>> everMade = new HashSet<>();

  private final Map<String, CachedFile> cachedFiles = new LinkedHashMap<>();
  private final JobListeners listeners = new JobListeners();
  private final AlignmentGroups alignmentGroups = new AlignmentGroups(this);
  private final Map<String, Set<SlotSharingGroup>> slotSharingGroups = new LinkedHashMap<>();
  private TimeCharacteristic timeCharacteristic = TimeCharacteristic.EventTime;
  private RuntimeExecutionMode runtimeMode = RuntimeExecutionMode.STREAMING;
  private boolean chaining = true;
  private StateBackend stateBackend;
  private TernaryBoolean changelog = TernaryBoolean.UNDEFINED;
  private final Set<String> notesSaid = new HashSet<>();
  private JobExecutor executor;
  private CompletableFuture<JobClient> started = new CompletableFuture<>();

  public StreamExecutionEnvironment() {
    this(new Configuration());
  }

  public StreamExecutionEnvironment(Configuration configuration) {
    this.configuration = new Configuration(configuration);
    configure(this.configuration, Thread.currentThread().getContextClassLoader());
  }

  // ------------------------------------------------------------------ making environments

  /** The environment the program was started in: a session, or this process. */
  public static StreamExecutionEnvironment getExecutionEnvironment() {
    return getExecutionEnvironment(new Configuration());
  }

  /** As {@link #getExecutionEnvironment()}, with settings of the program's own. */
  public static StreamExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
    JobExecutor installed = JobExecutors.installed();
    if (installed == null) {
      return new StreamExecutionEnvironment(configuration);
    }
    Configuration merged = new Configuration(installed.configuration());
    merged.addAll(configuration);
    return new StreamExecutionEnvironment(merged);
  }

  /** Runs in this process, wherever the program was started. */
  public static LocalStreamEnvironment createLocalEnvironment() {
    return createLocalEnvironment(defaultLocalParallelism);
  }

  public static LocalStreamEnvironment createLocalEnvironment(int parallelism) {
    return createLocalEnvironment(parallelism, new Configuration());
  }

  public static LocalStreamEnvironment createLocalEnvironment(
      int parallelism, Configuration configuration) {
    LocalStreamEnvironment environment = new LocalStreamEnvironment(configuration);
    environment.setParallelism(parallelism);
    return environment;
  }

  public static LocalStreamEnvironment createLocalEnvironment(Configuration configuration) {
    return configuration.contains(CoreOptions.DEFAULT_PARALLELISM)
        ? new LocalStreamEnvironment(configuration)
        : createLocalEnvironment(defaultLocalParallelism, configuration);
  }

  /** As {@link #createLocalEnvironment(Configuration)}: local sessions show no pages. */
  public static StreamExecutionEnvironment createLocalEnvironmentWithWebUI(
      Configuration configuration) {
    return createLocalEnvironment(configuration);
  }

  /** Parallelism of local environments that set none: the number of processors, unless set. */
  public static int getDefaultLocalParallelism() {
    return defaultLocalParallelism;
  }

  public static void setDefaultLocalParallelism(int parallelism) {
    defaultLocalParallelism = parallelism;
  }

  boolean local() {
    return false;
  }

  // ------------------------------------------------------------------ settings

  public ExecutionConfig getConfig() {
    return config;
  }

  public CheckpointConfig getCheckpointConfig() {
    return checkpointCfg;
  }

  /** The settings as options. */
  public ReadableConfig getConfiguration() {
    return configuration;
  }

  /** Takes over what the configuration sets; classes are loaded by this thread's loader. */
  public void configure(ReadableConfig newConfiguration) {
    configure(newConfiguration, Thread.currentThread().getContextClassLoader());
  }

  /** Takes over what the configuration sets; what the program set before loses. */
  public void configure(ReadableConfig newConfiguration, ClassLoader classLoader) {
    if (newConfiguration != configuration && newConfiguration instanceof Configuration given) {
      configuration.addAll(given);
    }
    newConfiguration
        .getOptional(ExecutionOptions.RUNTIME_MODE)
        .ifPresent(mode -> this.runtimeMode = mode);
    newConfiguration
        .getOptional(StreamPipelineOptions.TIME_CHARACTERISTIC)
        .ifPresent(this::setStreamTimeCharacteristic);
    newConfiguration
        .getOptional(ExecutionOptions.BUFFER_TIMEOUT)
        .ifPresent(timeout -> setBufferTimeout(timeout.toMillis()));
    newConfiguration
        .getOptional(PipelineOptions.CACHED_FILES)
        .map(DistributedCache::parseCachedFilesFromString)
        .ifPresent(
            files ->
                files.forEach(f -> registerCachedFile(f.f1.filePath, f.f0, f.f1.isExecutable)));
    newConfiguration
        .getOptional(PipelineOptions.OPERATOR_CHAINING)
        .ifPresent(enabled -> this.chaining = enabled);
    ConfiguredListeners.of(newConfiguration, classLoader).forEach(listeners::add);
    config.configure(newConfiguration, classLoader);
    if (!newConfiguration.get(ExecutionOptions.BUFFER_TIMEOUT_ENABLED)) {
      setBufferTimeout(ExecutionOptions.DISABLED_NETWORK_BUFFER_TIMEOUT);
    }
    checkpointCfg.configure(newConfiguration);
  }

  /** The parallelism of operators that set none themselves. */
  public StreamExecutionEnvironment setParallelism(int parallelism) {
    config.setParallelism(parallelism);
    return this;
  }

  /** The parallelism set here, else that of the session. */
  public int getParallelism() {
    int set = config.getParallelism();
    return set > 0 ? set : executor().defaultParallelism();
  }

  int parallelismOf(Transformation<?> transformation) {
    int set = transformation.getParallelism();
    return set > 0 ? set : getParallelism();
  }

  /** The number of key groups of operators that set none themselves. */
  public StreamExecutionEnvironment setMaxParallelism(int maxParallelism) {
    if (maxParallelism < 1 || maxParallelism > 1 << 15) {
      throw new InvalidProgramException(
          "the maximum parallelism is " + maxParallelism + "; it must be between 1 and 32768");
    }
    config.setMaxParallelism(maxParallelism);
    return this;
  }

  public int getMaxParallelism() {
    return config.getMaxParallelism();
  }

  /** How long a record waits at most for its buffer to fill: 0 never, -1 until it is full. */
  public StreamExecutionEnvironment setBufferTimeout(long timeoutMillis) {
    if (timeoutMillis < -1) {
      throw new InvalidProgramException(
          "the buffer timeout is " + timeoutMillis + " ms; it must be -1 or more");
    }
    config.setBufferTimeout(timeoutMillis);
    return this;
  }

  public long getBufferTimeout() {
    return config.getBufferTimeout();
  }

  /** Gives every operator a task of its own. */
  public StreamExecutionEnvironment disableOperatorChaining() {
    this.chaining = false;
    return this;
  }

  public boolean isChainingEnabled() {
    return chaining;
  }

  /** Takes a snapshot of the program's state every {@code intervalMillis}. */
  public StreamExecutionEnvironment enableCheckpointing(long intervalMillis) {
    checkpointCfg.setCheckpointInterval(intervalMillis);
    return this;
  }

  public StreamExecutionEnvironment enableCheckpointing(
      long intervalMillis, CheckpointingMode mode) {
    checkpointCfg.setCheckpointingMode(mode);
    return enableCheckpointing(intervalMillis);
  }

  /** As above; programs with loops need no force. */
  @Deprecated
  public StreamExecutionEnvironment enableCheckpointing(
      long intervalMillis, CheckpointingMode mode, boolean force) {
    return enableCheckpointing(intervalMillis, mode);
  }

  @Deprecated
  public boolean isForceCheckpointing() {
    return checkpointCfg.isForceCheckpointing();
  }

  public boolean isUnalignedCheckpointsEnabled() {
    return checkpointCfg.isUnalignedCheckpointsEnabled();
  }

  /** Takes a snapshot of the program's state every half second. */
  @Deprecated
  public StreamExecutionEnvironment enableCheckpointing() {
    return enableCheckpointing(SHORT_INTERVAL_MILLIS);
  }

  /** Chooses where the program's keyed state lives, for all its jobs. */
  public StreamExecutionEnvironment setStateBackend(StateBackend backend) {
    this.stateBackend = backend;
    return this;
  }

  /** What {@link #setStateBackend} was given; null if the session chooses. */
  public StateBackend getStateBackend() {
    return stateBackend;
  }

  /** Small and frequent checkpoints: the same as incremental ones. */
  public StreamExecutionEnvironment enableChangelogStateBackend(boolean enabled) {
    changelog = TernaryBoolean.fromBoolean(enabled);
    checkpointCfg.setIncremental(enabled);
    return this;
  }

  /** What {@link #enableChangelogStateBackend} was given. */
  public TernaryBoolean isChangelogStateBackendEnabled() {
    return changelog;
  }

  /** Directory of savepoints for which no path is given. */
  public StreamExecutionEnvironment setDefaultSavepointDirectory(String savepointDirectory) {
    checkpointCfg.setSavepointDirectory(savepointDirectory);
    return this;
  }

  public StreamExecutionEnvironment setDefaultSavepointDirectory(URI savepointDirectory) {
    return setDefaultSavepointDirectory(savepointDirectory.toString());
  }

  public StreamExecutionEnvironment setDefaultSavepointDirectory(Path savepointDirectory) {
    return setDefaultSavepointDirectory(savepointDirectory.toString());
  }

  /** The default directory of savepoints; null if the session chooses. */
  public Path getDefaultSavepointDirectory() {
    String directory = checkpointCfg.getSavepointDirectory();
    return directory == null ? null : new Path(directory);
  }

  /** In milliseconds; -1 if there are no checkpoints. */
  public long getCheckpointInterval() {
    return checkpointCfg.getCheckpointInterval();
  }

  public CheckpointingMode getCheckpointingMode() {
    return checkpointCfg.getCheckpointingMode();
  }

  public CheckpointingMode getCheckpointingConsistencyMode() {
    return checkpointCfg.getCheckpointingConsistencyMode();
  }

  @Deprecated
  public void setRestartStrategy(
      RestartStrategies.RestartStrategyConfiguration restartStrategyConfiguration) {
    config.setRestartStrategy(restartStrategyConfiguration);
  }

  @Deprecated
  public RestartStrategies.RestartStrategyConfiguration getRestartStrategy() {
    return config.getRestartStrategy();
  }

  @Deprecated
  public void setNumberOfExecutionRetries(int numberOfExecutionRetries) {
    config.setNumberOfExecutionRetries(numberOfExecutionRetries);
  }

  @Deprecated
  public int getNumberOfExecutionRetries() {
    return config.getNumberOfExecutionRetries();
  }

  /** Which time windows and timers go by where the program does not say so itself. */
  @Deprecated
  public void setStreamTimeCharacteristic(TimeCharacteristic characteristic) {
    this.timeCharacteristic = characteristic;
    config.setAutoWatermarkInterval(characteristic == TimeCharacteristic.ProcessingTime ? 0 : 200);
  }

  @Deprecated
  public TimeCharacteristic getStreamTimeCharacteristic() {
    return timeCharacteristic;
  }

  /**
   * Whether the program runs as a stream or, its inputs being finite, as a batch: then results of
   * keyed reduces, folds and aggregations come once, at the end, no record is late, and timers of
   * both kinds of time ring when all has been read. Checkpoints are taken if they are enabled.
   */
  public StreamExecutionEnvironment setRuntimeMode(RuntimeExecutionMode executionMode) {
    this.runtimeMode = Objects.requireNonNull(executionMode, "the runtime mode is null");
    return this;
  }

  /** Decides, when the program is complete, whether it runs as a batch. */
  boolean decideRuntimeMode(List<Transformation<?>> operators) {
    Transformation<?> unbounded =
        operators.stream().filter(Transformation::isUnbounded).findFirst().orElse(null);
    if (runtimeMode == RuntimeExecutionMode.BATCH && unbounded != null) {
      throw new InvalidProgramException(
          unbounded.getName()
              + " need not end, and "
              + ExecutionOptions.RUNTIME_MODE.key()
              + " is BATCH: use STREAMING or AUTOMATIC, or a source that is bounded");
    }
    boolean batch = runtimeMode != RuntimeExecutionMode.STREAMING && unbounded == null;
    getConfig().setRunsAsBatch(batch);
    return batch;
  }

  /** In a batch event time stands still until all has been read: no record is late. */
  <T> WatermarkStrategy<T> watermarks(WatermarkStrategy<T> strategy) {
    return getConfig().runsAsBatch()
        ? WatermarkStrategy.<T>noWatermarks().withTimestampAssigner(strategy)
        : strategy;
  }

  /** Makes a file available to all functions under a name. */
  public void registerCachedFile(String filePath, String name) {
    registerCachedFile(filePath, name, false);
  }

  public void registerCachedFile(String filePath, String name, boolean executable) {
    cachedFiles.put(name, new CachedFile(name, filePath, executable));
  }

  /** Describes a group before operators name it. */
  public StreamExecutionEnvironment registerSlotSharingGroup(SlotSharingGroup slotSharingGroup) {
    describe(slotSharingGroup);
    return this;
  }

  void describe(SlotSharingGroup group) {
    if (group.describesResources()) {
      slotSharingGroups.computeIfAbsent(group.getName(), n -> new HashSet<>()).add(group);
    }
  }

  private void checkSlotSharingGroups() {
    slotSharingGroups.forEach(
        (name, descriptions) -> {
          if (descriptions.size() > 1) {
            throw new IllegalArgumentException(
                "the slot sharing group " + name + " is described in two ways; describe it once");
          }
        });
  }

  /** What {@link #registerCachedFile} was given. */
  public List<Tuple2<String, DistributedCache.DistributedCacheEntry>> getCachedFiles() {
    List<Tuple2<String, DistributedCache.DistributedCacheEntry>> files = new ArrayList<>();
    cachedFiles.forEach(
        (name, file) ->
            files.add(
                Tuple2.of(
                    name,
                    new DistributedCache.DistributedCacheEntry(file.path(), file.executable()))));
    return files;
  }

  /** Makes a class known to the serializers. */
  @Deprecated
  public void registerType(Class<?> type) {
    if (type == null) {
      throw new NullPointerException("the type is null");
    }
    if (TypeExtractor.createTypeInfo(type) instanceof PojoTypeInfo) {
      config.registerPojoType(type);
    } else {
      config.registerKryoType(type);
    }
  }

  /** Registers a class with Kryo together with a serializer. */
  @Deprecated
  public <T extends Serializer<?> & Serializable> void registerTypeWithKryoSerializer(
      Class<?> type, T serializer) {
    config.registerTypeWithKryoSerializer(type, serializer);
  }

  /** Registers a class with Kryo together with a serializer class. */
  @Deprecated
  @SuppressWarnings("rawtypes")
  public void registerTypeWithKryoSerializer(
      Class<?> type, Class<? extends Serializer> serializerClass) {
    config.registerTypeWithKryoSerializer(type, serializerClass);
  }

  /** Gives Kryo a serializer for a class and its subclasses. */
  @Deprecated
  public <T extends Serializer<?> & Serializable> void addDefaultKryoSerializer(
      Class<?> type, T serializer) {
    config.addDefaultKryoSerializer(type, serializer);
  }

  /** Gives Kryo a serializer class for a class and its subclasses. */
  @Deprecated
  public void addDefaultKryoSerializer(
      Class<?> type, Class<? extends Serializer<?>> serializerClass) {
    config.addDefaultKryoSerializer(type, serializerClass);
  }

  Map<String, CachedFile> cachedFiles() {
    return cachedFiles;
  }

  WindowAssigner<Object, TimeWindow> tumbling(Time size) {
    return timeCharacteristic == TimeCharacteristic.ProcessingTime
        ? TumblingProcessingTimeWindows.of(size.toDuration())
        : TumblingEventTimeWindows.of(size.toDuration());
  }

  WindowAssigner<Object, TimeWindow> sliding(Time size, Time slide) {
    return timeCharacteristic == TimeCharacteristic.ProcessingTime
        ? SlidingProcessingTimeWindows.of(size.toDuration(), slide.toDuration())
        : SlidingEventTimeWindows.of(size.toDuration(), slide.toDuration());
  }

  // ------------------------------------------------------------------ sources

  /** The given elements, all of one type. Read by one subtask. */
  @SafeVarargs
  @Deprecated
  public final <OUT> DataStreamSource<OUT> fromElements(OUT... data) {
    return fromData(data);
  }

  @SafeVarargs
  @Deprecated
  public final <OUT> DataStreamSource<OUT> fromElements(Class<OUT> type, OUT... data) {
    return fromData(type, data);
  }

  /** The given elements, all of one type. Read by one subtask. */
  @SafeVarargs
  public final <OUT> DataStreamSource<OUT> fromData(OUT... data) {
    return fromData(Arrays.asList(data));
  }

  @SafeVarargs
  public final <OUT> DataStreamSource<OUT> fromData(Class<OUT> type, OUT... data) {
    return fromData(TypeInformation.of(type), data);
  }

  @SafeVarargs
  public final <OUT> DataStreamSource<OUT> fromData(TypeInformation<OUT> typeInfo, OUT... data) {
    return fromData(Arrays.asList(data), typeInfo);
  }

  public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data) {
    return fromData(data, Elements.typeOf(data));
  }

  public <OUT> DataStreamSource<OUT> fromData(Collection<OUT> data, TypeInformation<OUT> typeInfo) {
    Elements.check(data, typeInfo.getTypeClass());
    return addSource(StreamSources.collection(List.copyOf(data), typeInfo));
  }

  /**
   * The records of a data set of the batch API, which is computed as a part of this program's job:
   * joins, sorts and loops of batch for the start of a stream. Read with {@link DataStream#concat}
   * or {@link ConnectedStreams#firstInputFirst} they come before what is live. The job's
   * checkpoints begin when the data set has been read; a failure before that starts over.
   *
   * @param dataSet such as an {@code io.flyshuttle.dataset.DataSet}
   */
  public <OUT> DataStreamSource<OUT> fromDataSet(BoundedRecords<OUT> dataSet) {
    return addSource(StreamSources.records(dataSet));
  }

  /** The given elements, all of one type. Read by one subtask. */
  @Deprecated
  public <OUT> DataStreamSource<OUT> fromCollection(Collection<OUT> data) {
    return fromData(data);
  }

  @Deprecated
  public <OUT> DataStreamSource<OUT> fromCollection(
      Collection<OUT> data, TypeInformation<OUT> typeInfo) {
    return fromData(data, typeInfo);
  }

  /** The elements of a serializable iterator. Read by one subtask. */
  @Deprecated
  public <OUT> DataStreamSource<OUT> fromCollection(Iterator<OUT> data, Class<OUT> type) {
    return fromCollection(data, TypeInformation.of(type));
  }

  @Deprecated
  public <OUT> DataStreamSource<OUT> fromCollection(
      Iterator<OUT> data, TypeInformation<OUT> typeInfo) {
    return addSource(StreamSources.iterator(clean(data), typeInfo));
  }

  /** The elements of an iterator that can be split. Read in parallel. */
  public <OUT> DataStreamSource<OUT> fromParallelCollection(
      SplittableIterator<OUT> iterator, Class<OUT> type) {
    return fromParallelCollection(iterator, TypeInformation.of(type));
  }

  public <OUT> DataStreamSource<OUT> fromParallelCollection(
      SplittableIterator<OUT> iterator, TypeInformation<OUT> typeInfo) {
    return addSource(StreamSources.splittable(clean(iterator), typeInfo));
  }

  /** The numbers {@code from} to {@code to}, both included. Read in parallel. */
  public DataStreamSource<Long> fromSequence(long from, long to) {
    if (from > to) {
      throw new InvalidProgramException(
          "the start of the sequence, " + from + ", is above its end, " + to);
    }
    return addSource(StreamSources.sequence(from, to));
  }

  /** As {@link #fromSequence}. */
  @Deprecated
  public DataStreamSource<Long> generateSequence(long from, long to) {
    return fromSequence(from, to);
  }

  /** The lines of a file or a directory, in UTF-8. */
  @Deprecated
  public DataStreamSource<String> readTextFile(String filePath) {
    return readTextFile(filePath, "UTF-8");
  }

  @Deprecated
  public DataStreamSource<String> readTextFile(String filePath, String charsetName) {
    Elements.checkPath(filePath);
    TextInputFormat format = new TextInputFormat(new Path(filePath));
    format.setCharsetName(charsetName);
    return createInput(format, BasicTypeInfo.STRING_TYPE_INFO, "Source: " + filePath);
  }

  /** The records of a file or a directory. */
  @Deprecated
  public <OUT> DataStreamSource<OUT> readFile(FileInputFormat<OUT> inputFormat, String filePath) {
    return readFile(inputFormat, filePath, FileProcessingMode.PROCESS_ONCE, -1);
  }

  /**
   * The records of a file or a directory.
   *
   * @param intervalMillis how often the path is looked at in mode PROCESS_CONTINUOUSLY
   */
  @Deprecated
  public <OUT> DataStreamSource<OUT> readFile(
      FileInputFormat<OUT> inputFormat,
      String filePath,
      FileProcessingMode watchType,
      long intervalMillis) {
    return readFile(inputFormat, filePath, watchType, intervalMillis, inputFormatType(inputFormat));
  }

  @Deprecated
  public <OUT> DataStreamSource<OUT> readFile(
      FileInputFormat<OUT> inputFormat,
      String filePath,
      FileProcessingMode watchType,
      long intervalMillis,
      TypeInformation<OUT> typeInformation) {
    Elements.checkPath(filePath);
    inputFormat.setFilePath(filePath);
    if (watchType == FileProcessingMode.PROCESS_ONCE) {
      return createInput(inputFormat, typeInformation, "Source: " + filePath);
    }
    return StreamSources.monitored(this, inputFormat, filePath, intervalMillis, typeInformation);
  }

  /** As above, without the files that the filter leaves out. */
  @Deprecated
  public <OUT> DataStreamSource<OUT> readFile(
      FileInputFormat<OUT> inputFormat,
      String filePath,
      FileProcessingMode watchType,
      long intervalMillis,
      FilePathFilter filter) {
    inputFormat.setFilesFilter(clean(filter));
    return readFile(inputFormat, filePath, watchType, intervalMillis);
  }

  /** Lines of text from a server socket. Read by one subtask; not repeatable after a failure. */
  public DataStreamSource<String> socketTextStream(String hostname, int port) {
    return socketTextStream(hostname, port, "\n");
  }

  @Deprecated
  public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter) {
    return socketTextStream(hostname, port, delimiter, 0);
  }

  @Deprecated
  public DataStreamSource<String> socketTextStream(
      String hostname, int port, char delimiter, long maxRetry) {
    return socketTextStream(hostname, port, String.valueOf(delimiter), maxRetry);
  }

  public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
    return socketTextStream(hostname, port, delimiter, 0);
  }

  /**
   * Text from a server socket.
   *
   * @param maxRetry how often, once a second, a lost connection is tried again; -1 for ever
   */
  public DataStreamSource<String> socketTextStream(
      String hostname, int port, String delimiter, long maxRetry) {
    return addSource(
        new SocketTextStreamFunction(hostname, port, delimiter, maxRetry), "Socket Stream");
  }

  /** The records of an input format. */
  public <OUT> DataStreamSource<OUT> createInput(InputFormat<OUT, ?> inputFormat) {
    return createInput(inputFormat, inputFormatType(inputFormat));
  }

  public <OUT> DataStreamSource<OUT> createInput(
      InputFormat<OUT, ?> inputFormat, TypeInformation<OUT> typeInfo) {
    return createInput(inputFormat, typeInfo, "Custom File Source");
  }

  private <OUT> DataStreamSource<OUT> createInput(
      InputFormat<OUT, ?> inputFormat, TypeInformation<OUT> typeInfo, String name) {
    return addSource(StreamSources.inputFormat(this, inputFormat, typeInfo, name));
  }

  private static <OUT> TypeInformation<OUT> inputFormatType(InputFormat<OUT, ?> format) {
    try {
      return TypeExtractor.getInputFormatTypes(format);
    } catch (InvalidTypesException e) {
      throw new InvalidTypesException(
          "the type of the records of "
              + format.getClass().getName()
              + " cannot be found; state it: createInput(format, type)",
          e);
    }
  }

  /** A source of the user's own; in parallel only if it is a ParallelSourceFunction. */
  @Deprecated
  public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function) {
    return addSource(function, "Custom Source");
  }

  @Deprecated
  public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, String sourceName) {
    return addSource(StreamSources.function(this, clean(function), sourceName, null));
  }

  @Deprecated
  public <OUT> DataStreamSource<OUT> addSource(
      SourceFunction<OUT> function, TypeInformation<OUT> typeInfo) {
    return addSource(function, "Custom Source", typeInfo);
  }

  @Deprecated
  public <OUT> DataStreamSource<OUT> addSource(
      SourceFunction<OUT> function, String sourceName, TypeInformation<OUT> typeInfo) {
    return addSource(StreamSources.function(this, clean(function), sourceName, typeInfo));
  }

  /**
   * A source of the newer kind.
   *
   * @param timestampsAndWatermarks made in the source, for each split apart if the source can
   */
  public <OUT> DataStreamSource<OUT> fromSource(
      Source<OUT, ?, ?> source, WatermarkStrategy<OUT> timestampsAndWatermarks, String sourceName) {
    return fromSource(source, timestampsAndWatermarks, sourceName, null);
  }

  public <OUT> DataStreamSource<OUT> fromSource(
      Source<OUT, ?, ?> source,
      WatermarkStrategy<OUT> timestampsAndWatermarks,
      String sourceName,
      TypeInformation<OUT> typeInfo) {
    Objects.requireNonNull(timestampsAndWatermarks, "a watermark strategy is needed");
    Transformation<OUT> reader =
        StreamSources.split(
            this, clean(source), clean(timestampsAndWatermarks), sourceName, typeInfo);
    add(reader.directedBy());
    return addSource(reader);
  }

  private <OUT> DataStreamSource<OUT> addSource(Transformation<OUT> source) {
    add(source);
    return new DataStreamSource<>(this, source);
  }

  // ------------------------------------------------------------------ running

  /** Runs the program and waits for its end. */
  public JobExecutionResult execute() throws Exception {
    return execute(configuration.getOptional(PipelineOptions.NAME).orElse(DEFAULT_JOB_NAME));
  }

  /**
   * Runs the program and waits for its end; with a detached submission, only until the job is
   * accepted.
   *
   * @throws FlyshuttleException the failure of the job
   */
  public JobExecutionResult execute(String jobName) throws Exception {
    JobClient client = executeAsync(jobName);
    JobExecutionResult result;
    try {
      result =
          executor().attached()
              ? client.getJobExecutionResult().get()
              : new DetachedJobResult(client.getJobID());
    } catch (ExecutionException e) {
      listeners.executed(null, e.getCause());
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
    listeners.executed(result, null);
    return result;
  }

  /** Starts the program and returns once the job is accepted. */
  public JobClient executeAsync() throws Exception {
    return executeAsync(configuration.getOptional(PipelineOptions.NAME).orElse(DEFAULT_JOB_NAME));
  }

  public JobClient executeAsync(String jobName) throws Exception {
    SettingsNotes.of(configuration, executor().configuration(), executor().isOfProgram()).stream()
        .filter(notesSaid::add)
        .forEach(executor()::warn);
    checkpointCfg.notes().stream().filter(notesSaid::add).forEach(executor()::warn);
    JobGraph graph = jobGraph(jobName);
    transformations.clear();
    alignmentGroups.clear();
    CompletableFuture<JobClient> waiting = started;
    started = new CompletableFuture<>();
    JobClient client;
    try {
      client = executor().submit(graph);
    } catch (RuntimeException e) {
      listeners.submitted(null, e);
      throw e;
    }
    waiting.complete(client);
    listeners.submitted(client, null);
    return client;
  }

  /** The listener is told of each job that this environment submits from now on. */
  public void registerJobListener(JobListener jobListener) {
    listeners.add(Objects.requireNonNull(jobListener, "the job listener is null"));
  }

  public void clearJobListeners() {
    listeners.clear();
  }

  protected List<JobListener> getJobListeners() {
    return listeners.all();
  }

  /** The program as a job graph; for tests and tools. */
  public JobGraph jobGraph(String jobName) {
    if (transformations.isEmpty()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "the program defines no operators; nothing can be executed");
    }
    checkSlotSharingGroups();
    return new StreamPlanner(this, jobName).plan(withInputs()).toJobGraph();
  }

  /** The operators of the program and all that they read, each after what it reads. */
  private List<Transformation<?>> withInputs() {
    List<Transformation<?>> ordered = new ArrayList<>();
    Set<Transformation<?>> seen = new HashSet<>();
    transformations.forEach(transformation -> addWithInputs(transformation, seen, ordered));
    return ordered;
  }

  private void addWithInputs(
      Transformation<?> transformation,
      Set<Transformation<?>> seen,
      List<Transformation<?>> ordered) {
    if (!seen.add(transformation)) {
      return;
    }
    if (!everMade.contains(transformation)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          transformation.getName()
              + " belongs to another environment: make all streams of a program with one");
    }
    for (Transformation.Edge edge : transformation.edges()) {
      addWithInputs(edge.flow().source(), seen, ordered);
    }
    ordered.add(transformation);
  }

  /** The program as JSON, without running it. */
  public String getExecutionPlan() {
    return PlanJson.of(jobGraph(DEFAULT_JOB_NAME));
  }

  /** Completes when the program is next started. */
  CompletableFuture<JobClient> started() {
    return started;
  }

  JobExecutor executor() {
    if (executor == null) {
      executor = local() ? JobExecutors.local(configuration) : JobExecutors.current(configuration);
    }
    return executor;
  }

  /** Does nothing: an environment holds no resources. */
  @Override
  public void close() throws Exception {}

  // ------------------------------------------------------------------ building

  void add(Transformation<?> transformation) {
    transformations.add(transformation);
    everMade.add(transformation);
  }

  AlignmentGroups alignmentGroups() {
    return alignmentGroups;
  }

  /** Takes an operator back that nothing reads. */
  void remove(Transformation<?> transformation) {
    transformations.remove(transformation);
  }

  /** All operators of the program so far, in the order of the calls that made them. */
  public List<Transformation<?>> getTransformations() {
    return List.copyOf(transformations);
  }

  int idOf(Transformation<?> transformation) {
    return transformations.indexOf(transformation) + 1;
  }

  void useUid(String uid, Transformation<?> transformation) {
    if (uid.isBlank()) {
      throw new InvalidProgramException(
          "the uid of " + transformation.getName() + " is empty; it must be a name of its own");
    }
    transformation.setUid(uid);
  }

  /** Makes a function fit for travel, or says which of its fields is not. */
  <F> F clean(F function) {
    if (function == null) {
      throw new InvalidProgramException("the function is null");
    }
    if (!config.isClosureCleanerEnabled()) {
      return function;
    }
    return ClosureCleaner.clean(
        function,
        config.getClosureCleanerLevel() == ExecutionConfig.ClosureCleanerLevel.RECURSIVE,
        "function " + CodeBytes.name(function));
  }
}
