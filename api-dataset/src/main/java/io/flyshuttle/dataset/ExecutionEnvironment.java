// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import com.esotericsoftware.kryo.Serializer;
import io.flyshuttle.core.client.ConfiguredListeners;
import io.flyshuttle.core.client.DetachedJobResult;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.client.JobListener;
import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.format.collection.CollectionInputFormat;
import io.flyshuttle.core.format.collection.IteratorInputFormat;
import io.flyshuttle.core.format.collection.NumberSequenceIterator;
import io.flyshuttle.core.format.collection.ParallelIteratorInputFormat;
import io.flyshuttle.core.format.collection.SplittableIterator;
import io.flyshuttle.core.format.csv.PrimitiveInputFormat;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.format.file.TextInputFormat;
import io.flyshuttle.core.format.file.TextValueInputFormat;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.PlanJson;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.PipelineOptions;
import io.flyshuttle.core.option.ReadableConfig;
import io.flyshuttle.core.option.SettingsNotes;
import io.flyshuttle.core.plan.BoundedRecords;
import io.flyshuttle.core.plan.CachedFile;
import io.flyshuttle.core.plan.ClosureCleaner;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.plan.Plan;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.value.StringValue;
import java.io.Serializable;
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
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a batch program begins and ends: makes data sets from outside data, holds the settings, and
 * executes. Used by the program's thread.
 */
public class ExecutionEnvironment {
  protected static final Logger LOG = LoggerFactory.getLogger(ExecutionEnvironment.class);

  private static int defaultLocalParallelism = Runtime.getRuntime().availableProcessors();
  private static volatile ExecutionEnvironmentFactory contextFactory;

  protected JobExecutionResult lastJobExecutionResult;

  private final ExecutionConfig config = new ExecutionConfig();
  private final Configuration configuration;
  private final List<PlannedSink> sinks = new ArrayList<>();
  private final List<JobListener> jobListeners = new ArrayList<>();
  private final Map<String, CachedFile> cachedFiles = new LinkedHashMap<>();
  private final BoundedRecords.Origin streamOrigin = this::newStreamPart;
  private JobExecutor executor;
  private boolean executed;
  private final Set<String> notesSaid = new HashSet<>();

  protected ExecutionEnvironment() {
    this(new Configuration());
  }

  public ExecutionEnvironment(Configuration configuration) {
    this(configuration, Thread.currentThread().getContextClassLoader());
  }

  /**
   * @param userClassloader loads classes that the configuration names
   */
  public ExecutionEnvironment(Configuration configuration, ClassLoader userClassloader) {
    this.configuration = new Configuration(configuration);
    configure(this.configuration, userClassloader);
  }

  // ------------------------------------------------------------------ making environments

  /** The environment the program was started in: a session, or this process. */
  public static ExecutionEnvironment getExecutionEnvironment() {
    ExecutionEnvironmentFactory factory = contextFactory;
    if (factory != null) {
      return factory.createExecutionEnvironment();
    }
    JobExecutor installed = JobExecutors.installed();
    return new ExecutionEnvironment(
        installed == null ? new Configuration() : installed.configuration());
  }

  /** Runs in this process with one subtask per operator. */
  public static CollectionEnvironment createCollectionsEnvironment() {
    CollectionEnvironment environment = new CollectionEnvironment();
    environment.setParallelism(1);
    return environment;
  }

  /** Runs in this process, wherever the program was started. */
  public static LocalEnvironment createLocalEnvironment() {
    return createLocalEnvironment(defaultLocalParallelism);
  }

  /** Runs in this process, wherever the program was started. */
  public static LocalEnvironment createLocalEnvironment(int parallelism) {
    LocalEnvironment environment = new LocalEnvironment();
    environment.setParallelism(parallelism);
    return environment;
  }

  /** Runs in this process, wherever the program was started. */
  public static LocalEnvironment createLocalEnvironment(Configuration customConfiguration) {
    LocalEnvironment environment = new LocalEnvironment(customConfiguration);
    if (!customConfiguration.contains(CoreOptions.DEFAULT_PARALLELISM)) {
      environment.setParallelism(defaultLocalParallelism);
    }
    return environment;
  }

  /** As {@link #createLocalEnvironment(Configuration)}; the page of the session is always on. */
  public static ExecutionEnvironment createLocalEnvironmentWithWebUI(Configuration conf) {
    return createLocalEnvironment(conf);
  }

  /** Parallelism of local environments that set none: the number of processors, unless set. */
  public static int getDefaultLocalParallelism() {
    return defaultLocalParallelism;
  }

  /** Sets the parallelism of local environments that set none. */
  public static void setDefaultLocalParallelism(int parallelism) {
    defaultLocalParallelism = parallelism;
  }

  /** Has {@link #getExecutionEnvironment} return what the factory makes. */
  protected static void initializeContextEnvironment(ExecutionEnvironmentFactory factory) {
    contextFactory = Objects.requireNonNull(factory);
  }

  /** Takes {@link #initializeContextEnvironment} back. */
  protected static void resetContextEnvironment() {
    contextFactory = null;
  }

  // ------------------------------------------------------------------ settings

  /** The settings of the program. */
  public ExecutionConfig getConfig() {
    return config;
  }

  /** The settings as options. */
  public Configuration getConfiguration() {
    return configuration;
  }

  /** Takes settings over from options. */
  public void configure(ReadableConfig options, ClassLoader classLoader) {
    config.configure(options, classLoader);
    options
        .getOptional(PipelineOptions.CACHED_FILES)
        .map(DistributedCache::parseCachedFilesFromString)
        .ifPresent(
            files ->
                files.forEach(f -> registerCachedFile(f.f1.filePath, f.f0, f.f1.isExecutable)));
    jobListeners.addAll(ConfiguredListeners.of(options, classLoader));
    if (options instanceof Configuration more && more != configuration) {
      configuration.addAll(more);
    }
  }

  /** The parallelism of operators that set none: that of the environment, else of the session. */
  public int getParallelism() {
    int own = config.getParallelism();
    return own == ExecutionConfig.PARALLELISM_DEFAULT ? executor().defaultParallelism() : own;
  }

  /** Sets the parallelism of operators that set none. */
  public void setParallelism(int parallelism) {
    config.setParallelism(parallelism);
  }

  /** Sets what happens after a failure. */
  public void setRestartStrategy(
      RestartStrategies.RestartStrategyConfiguration restartStrategyConfiguration) {
    config.setRestartStrategy(restartStrategyConfiguration);
  }

  /** What happens after a failure. */
  public RestartStrategies.RestartStrategyConfiguration getRestartStrategy() {
    return config.getRestartStrategy();
  }

  /** Sets how often the job is restarted. */
  @Deprecated
  public void setNumberOfExecutionRetries(int numberOfExecutionRetries) {
    config.setNumberOfExecutionRetries(numberOfExecutionRetries);
  }

  /** How often the job is restarted. */
  @Deprecated
  public int getNumberOfExecutionRetries() {
    return config.getNumberOfExecutionRetries();
  }

  /** See {@link ExecutionConfig#addDefaultKryoSerializer}. */
  public <T extends Serializer<?> & Serializable> void addDefaultKryoSerializer(
      Class<?> type, T serializer) {
    config.addDefaultKryoSerializer(type, serializer);
  }

  /** See {@link ExecutionConfig#addDefaultKryoSerializer}. */
  public void addDefaultKryoSerializer(
      Class<?> type, Class<? extends Serializer<?>> serializerClass) {
    config.addDefaultKryoSerializer(type, serializerClass);
  }

  /** See {@link ExecutionConfig#registerTypeWithKryoSerializer}. */
  public <T extends Serializer<?> & Serializable> void registerTypeWithKryoSerializer(
      Class<?> type, T serializer) {
    config.registerTypeWithKryoSerializer(type, serializer);
  }

  /** See {@link ExecutionConfig#registerTypeWithKryoSerializer}. */
  public void registerTypeWithKryoSerializer(
      Class<?> type, Class<? extends Serializer<?>> serializerClass) {
    config.registerTypeWithKryoSerializer(type, serializerClass);
  }

  /** Registers a type that fields hold whose declared type is another. */
  public void registerType(Class<?> type) {
    Objects.requireNonNull(type, "the type is null");
    config.registerPojoType(type);
    config.registerKryoType(type);
  }

  /** Adds somebody who is told of jobs. */
  public void registerJobListener(JobListener jobListener) {
    jobListeners.add(Objects.requireNonNull(jobListener, "the listener is null"));
  }

  /** Removes all listeners. */
  public void clearJobListeners() {
    jobListeners.clear();
  }

  protected List<JobListener> getJobListeners() {
    return jobListeners;
  }

  /** Has every worker fetch a file, for functions to ask for by name. */
  public void registerCachedFile(String filePath, String name) {
    registerCachedFile(filePath, name, false);
  }

  /** Has every worker fetch a file, for functions to ask for by name. */
  public void registerCachedFile(String filePath, String name, boolean executable) {
    cachedFiles.put(name, new CachedFile(name, filePath, executable));
  }

  // ------------------------------------------------------------------ sources

  /** The lines of a text in UTF-8: a file or the files of a directory. */
  public DataSource<String> readTextFile(String filePath) {
    return readTextFile(filePath, "UTF-8");
  }

  /** The lines of a text: a file or the files of a directory. */
  public DataSource<String> readTextFile(String filePath, String charsetName) {
    Objects.requireNonNull(filePath, "the path is null");
    TextInputFormat format = new TextInputFormat(new Path(filePath));
    format.setCharsetName(charsetName);
    return new DataSource<>(this, format, BasicTypeInfo.STRING_TYPE_INFO, CallSite.current());
  }

  /** The lines of a text in UTF-8, as values that can be used again. */
  public DataSource<StringValue> readTextFileWithValue(String filePath) {
    return readTextFileWithValue(filePath, "UTF-8", false);
  }

  /**
   * The lines of a text, as values that can be used again.
   *
   * @param skipInvalidLines whether lines that are not text in the charset are left out
   */
  public DataSource<StringValue> readTextFileWithValue(
      String filePath, String charsetName, boolean skipInvalidLines) {
    Objects.requireNonNull(filePath, "the path is null");
    TextValueInputFormat format = new TextValueInputFormat(new Path(filePath));
    format.setCharsetName(charsetName);
    format.setSkipInvalidLines(skipInvalidLines);
    return new DataSource<>(
        this, format, TypeExtractor.getForClass(StringValue.class), CallSite.current());
  }

  /** One value a line, of a primitive type or text. */
  public <X> DataSource<X> readFileOfPrimitives(String filePath, Class<X> typeClass) {
    return readFileOfPrimitives(filePath, "\n", typeClass);
  }

  /** Values between delimiters, of a primitive type or text. */
  public <X> DataSource<X> readFileOfPrimitives(
      String filePath, String delimiter, Class<X> typeClass) {
    Objects.requireNonNull(filePath, "the path is null");
    return new DataSource<>(
        this,
        new PrimitiveInputFormat<>(new Path(filePath), delimiter, typeClass),
        TypeExtractor.getForClass(typeClass),
        CallSite.current());
  }

  /** Reads a text of delimited fields. */
  public CsvReader readCsvFile(String filePath) {
    return new CsvReader(filePath, this);
  }

  /** Reads with a format from a path. */
  public <X> DataSource<X> readFile(FileInputFormat<X> inputFormat, String filePath) {
    Objects.requireNonNull(inputFormat, "the input format is null");
    Objects.requireNonNull(filePath, "the path is null");
    inputFormat.setFilePath(new Path(filePath));
    return createInput(inputFormat);
  }

  /** Reads with a format. */
  public <X> DataSource<X> createInput(InputFormat<X, ?> inputFormat) {
    Objects.requireNonNull(inputFormat, "the input format is null");
    return createInput(inputFormat, TypeExtractor.getInputFormatTypes(inputFormat));
  }

  /** Reads with a format whose records are of the given type. */
  public <X> DataSource<X> createInput(
      InputFormat<X, ?> inputFormat, TypeInformation<X> producedType) {
    Objects.requireNonNull(inputFormat, "the input format is null");
    Objects.requireNonNull(producedType, "the type is null");
    return new DataSource<>(this, inputFormat, producedType, CallSite.current());
  }

  /** The elements of a collection. Read by one subtask. */
  public <X> DataSource<X> fromCollection(Collection<X> data) {
    Objects.requireNonNull(data, "the collection is null");
    if (data.isEmpty()) {
      throw new IllegalArgumentException(
          "the collection is empty, so the type of its elements is not known: give the type");
    }
    X first = data.iterator().next();
    if (first == null) {
      throw new IllegalArgumentException("the collection has null as an element");
    }
    return fromCollection(data, TypeExtractor.getForObject(first), CallSite.current());
  }

  /** The elements of a collection. Read by one subtask. */
  public <X> DataSource<X> fromCollection(Collection<X> data, TypeInformation<X> type) {
    return fromCollection(data, type, CallSite.current());
  }

  private <X> DataSource<X> fromCollection(
      Collection<X> data, TypeInformation<X> type, String location) {
    CollectionInputFormat.checkCollection(data, type.getTypeClass());
    return new DataSource<>(
        this, new CollectionInputFormat<>(data, type.createSerializer(config)), type, location);
  }

  /** The elements of an iterator, which must be serializable. Read by one subtask. */
  public <X> DataSource<X> fromCollection(Iterator<X> data, Class<X> type) {
    return fromCollection(data, TypeExtractor.getForClass(type));
  }

  /** The elements of an iterator, which must be serializable. Read by one subtask. */
  public <X> DataSource<X> fromCollection(Iterator<X> data, TypeInformation<X> type) {
    return new DataSource<>(this, new IteratorInputFormat<>(clean(data)), type, CallSite.current());
  }

  /** The given elements, all of one type. */
  @SafeVarargs
  public final <X> DataSource<X> fromElements(X... data) {
    Objects.requireNonNull(data, "the elements are null");
    if (data.length == 0) {
      throw new IllegalArgumentException("fromElements needs at least one element");
    }
    if (data[0] == null) {
      throw new IllegalArgumentException("the first element is null");
    }
    TypeInformation<X> type;
    try {
      type = TypeExtractor.getForObject(data[0]);
    } catch (RuntimeException e) {
      throw new FlyshuttleException(
          ErrorCode.TYPE_NOT_EXTRACTABLE,
          "the type of "
              + data[0].getClass().getName()
              + " cannot be told from the first element: use fromCollection with a type",
          e);
    }
    return fromCollection(Arrays.asList(data), type, CallSite.current());
  }

  /** The given elements, all of the given class. */
  @SafeVarargs
  public final <X> DataSource<X> fromElements(Class<X> type, X... data) {
    Objects.requireNonNull(data, "the elements are null");
    if (data.length == 0) {
      throw new IllegalArgumentException("fromElements needs at least one element");
    }
    return fromCollection(Arrays.asList(data), TypeExtractor.getForClass(type), CallSite.current());
  }

  /** The elements of an iterator that can be split. Read in parallel. */
  public <X> DataSource<X> fromParallelCollection(SplittableIterator<X> iterator, Class<X> type) {
    return fromParallelCollection(iterator, TypeExtractor.getForClass(type));
  }

  /** The elements of an iterator that can be split. Read in parallel. */
  public <X> DataSource<X> fromParallelCollection(
      SplittableIterator<X> iterator, TypeInformation<X> type) {
    return new DataSource<>(
        this, new ParallelIteratorInputFormat<>(iterator), type, CallSite.current());
  }

  /** The numbers {@code from} to {@code to}, both included. Read in parallel. */
  public DataSource<Long> generateSequence(long from, long to) {
    return fromParallelCollection(
        new NumberSequenceIterator(from, to), BasicTypeInfo.LONG_TYPE_INFO);
  }

  // ------------------------------------------------------------------ execution

  void registerDataSink(DataSink<?> sink) {
    registerSink(sink.planned());
  }

  void registerSink(PlannedSink sink) {
    sinks.add(sink);
  }

  <F> F clean(F function) {
    if (config.isClosureCleanerEnabled()) {
      boolean recursively =
          config.getClosureCleanerLevel() == ExecutionConfig.ClosureCleanerLevel.RECURSIVE;
      return ClosureCleaner.clean(
          function,
          recursively,
          "function " + CodeBytes.name(function) + " at " + CallSite.current());
    }
    CodeBytes.write(function, "function " + CodeBytes.name(function) + " at " + CallSite.current());
    return function;
  }

  JobExecutor executor() {
    if (executor == null) {
      executor = makeExecutor();
    }
    return executor;
  }

  /** Where this environment's programs run. */
  JobExecutor makeExecutor() {
    return JobExecutors.current(configuration);
  }

  /**
   * Runs everything that leads to a sink and waits for the end.
   *
   * @throws Exception what made the job fail
   */
  public JobExecutionResult execute() throws Exception {
    return execute(defaultName());
  }

  /**
   * Runs everything that leads to a sink and waits for the end.
   *
   * @throws Exception what made the job fail
   */
  public JobExecutionResult execute(String jobName) throws Exception {
    List<PlannedSink> running = List.copyOf(sinks);
    JobClient client = executeAsync(jobName);
    if (!executor().attached()) {
      lastJobExecutionResult = new DetachedJobResult(client.getJobID());
      tellListeners(lastJobExecutionResult, null);
      return lastJobExecutionResult;
    }
    try {
      lastJobExecutionResult = client.getJobExecutionResult().get();
      tellListeners(lastJobExecutionResult, null);
      return lastJobExecutionResult;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      abandon(running, cause);
      tellListeners(null, cause);
      if (cause instanceof Exception exception) {
        throw exception;
      }
      throw e;
    }
  }

  /** Starts everything that leads to a sink and returns when the job was accepted. */
  public JobClient executeAsync() throws Exception {
    return executeAsync(defaultName());
  }

  /**
   * Starts everything that leads to a sink and returns when the job was accepted.
   *
   * @throws Exception why the job was not accepted
   */
  public JobClient executeAsync(String jobName) throws Exception {
    Objects.requireNonNull(jobName, "the job's name is null");
    List<PlannedSink> running = List.copyOf(sinks);
    try {
      JobGraph graph = graph(jobName, true);
      sinks.clear();
      executed = true;
      JobClient client = executor().submit(graph);
      for (JobListener listener : jobListeners) {
        listener.onJobSubmitted(client, null);
      }
      return client;
    } catch (RuntimeException e) {
      abandon(running, e);
      for (JobListener listener : jobListeners) {
        listener.onJobSubmitted(null, e);
      }
      throw e;
    }
  }

  private static void abandon(List<PlannedSink> sinks, Throwable reason) {
    for (PlannedSink sink : sinks) {
      try {
        sink.abandon();
      } catch (Exception e) {
        reason.addSuppressed(e);
      }
    }
  }

  private void tellListeners(JobExecutionResult result, Throwable failure) {
    for (JobListener listener : jobListeners) {
      listener.onJobExecuted(result, failure);
    }
  }

  /**
   * The plan as JSON, without running it: operators, strategies, reasons.
   *
   * @throws Exception if the program is not valid
   */
  public String getExecutionPlan() throws Exception {
    return PlanJson.of(graph(defaultName(), false));
  }

  /** What the last {@link #execute()} returned; null before the first. */
  public JobExecutionResult getLastJobExecutionResult() {
    return lastJobExecutionResult;
  }

  private String defaultName() {
    return configuration
        .getOptional(PipelineOptions.NAME)
        .orElse("Batch job at " + CallSite.current());
  }

  private JobGraph graph(String jobName, boolean forExecution) {
    if (sinks.isEmpty()) {
      throw new InvalidProgramException(
          executed
              ? "no new data sinks have been defined since the last execution; collect(), count()"
                  + " and print() execute by themselves"
              : "no data sinks have been defined: write a data set somewhere before execute(), as"
                  + " with writeAsText or output(new DiscardingOutputFormat())");
    }
    if (forExecution) {
      SettingsNotes.of(configuration, executor().configuration(), executor().isOfProgram()).stream()
          .filter(notesSaid::add)
          .forEach(executor()::warn);
    }
    Planner planner =
        new Planner(
            config,
            getParallelism(),
            forExecution,
            configuration,
            forExecution ? executor()::warn : LOG::warn);
    JobSettings settings =
        new JobSettings(
            JobType.BATCH,
            RestartSpec.of(config.getRestartStrategy()),
            config.getGlobalJobParameters() == null
                ? Map.of()
                : config.getGlobalJobParameters().toMap());
    Plan plan = new Plan(jobName, settings, getParallelism(), config);
    plan.chaining(configuration.get(PipelineOptions.OPERATOR_CHAINING));
    for (PlannedSink sink : sinks) {
      sink.translate(planner, plan);
    }
    planner.finish();
    planner.paths().check();
    addCachedFiles(plan);
    return plan.toJobGraph();
  }

  private void addCachedFiles(Plan plan) {
    for (CachedFile file : cachedFiles.values()) {
      plan.file(file.toJobFile());
    }
  }

  private BoundedRecords.Translation newStreamPart() {
    return new StreamPart(
        new Planner(config, getParallelism(), true, configuration, executor()::warn),
        this::addCachedFiles);
  }

  /** Makes data sets of this environment parts of a stream program. */
  BoundedRecords.Origin streamOrigin() {
    return streamOrigin;
  }
}
