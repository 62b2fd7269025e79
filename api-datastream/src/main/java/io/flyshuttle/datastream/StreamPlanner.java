// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.BatchShuffleMode;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.plan.BoundedRecords;
import io.flyshuttle.core.plan.Plan;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.RestartSpecs;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.time.TimeCharacteristic;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.feedback.FeedbackHead;
import io.flyshuttle.operators.stream.FirstInputFirst;
import io.flyshuttle.operators.stream.TimestampsAndWatermarks;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the transformations of a program into a plan. Used once. */
final class StreamPlanner {
  private static final Logger LOG = LoggerFactory.getLogger(StreamPlanner.class);

  private final StreamExecutionEnvironment environment;
  private final ExecutionConfig config;
  private final String jobName;
  private final Map<Transformation<?>, PlanNode> nodes = new LinkedHashMap<>();
  private final Map<Transformation<?>, PlanNode> ingestion = new HashMap<>();
  private boolean mayBlock;
  private boolean blocking;
  private final Map<BoundedRecords.Origin, BoundedRecords.Translation> translations =
      new LinkedHashMap<>();

  StreamPlanner(StreamExecutionEnvironment environment, String jobName) {
    this.environment = environment;
    this.config = environment.getConfig();
    this.jobName = jobName;
  }

  /** Every operator of the program becomes part of the plan, whether it leads to a sink or not. */
  Plan plan(List<Transformation<?>> transformations) {
    checkUids(transformations);
    boolean checkpointed = environment.getCheckpointConfig().isCheckpointingEnabled();
    boolean batch = environment.decideRuntimeMode(transformations) && !checkpointed;
    mayBlock = batch && !hasLoops(transformations);
    blocking = exchangesBlock();
    if (checkpointed) {
      SavedState.warnOfMissingUids(transformations);
    }
    for (Transformation<?> transformation : transformations) {
      nodes.put(transformation, node(transformation));
    }
    Map<String, String> parameters =
        config.getGlobalJobParameters() == null
            ? Map.of()
            : config.getGlobalJobParameters().toMap();
    Plan plan =
        new Plan(
            jobName,
            new JobSettings(
                batch ? JobType.BATCH : JobType.STREAMING,
                RestartSpecs.of(config),
                parameters,
                checkpoints(transformations),
                SavedState.of(environment.getConfiguration())),
            environment.getParallelism(),
            config);
    plan.chaining(environment.isChainingEnabled());
    environment.cachedFiles().values().forEach(file -> plan.file(file.toJobFile()));
    for (Transformation<?> transformation : transformations) {
      for (Transformation.Edge edge : transformation.edges()) {
        connect(transformation, edge);
      }
    }
    for (Transformation<?> transformation : transformations) {
      if (transformation.records() != null) {
        connect(nodes.get(transformation), transformation.records());
      }
    }
    translations.values().forEach(translation -> translation.finish(plan));
    nodes.values().forEach(plan::add);
    return plan;
  }

  /** Words of a loop's head must not be overtaken by a barrier, so that loops are aligned. */
  private CheckpointSettings checkpoints(List<Transformation<?>> transformations) {
    CheckpointSettings settings =
        environment.getCheckpointConfig().toSettings(environment.getStateBackend());
    boolean loops = hasLoops(transformations);
    if (loops && settings.unaligned()) {
      LOG.warn("{} has a loop: its checkpoints are aligned, not unaligned", jobName);
    }
    return loops ? settings.aligned() : settings;
  }

  private static boolean hasLoops(List<Transformation<?>> transformations) {
    return transformations.stream()
        .anyMatch(t -> t.sideOutputs().containsKey(FeedbackHead.HANDED_ON));
  }

  private boolean exchangesBlock() {
    if (environment.getConfiguration().get(ExecutionOptions.BATCH_SHUFFLE_MODE)
        != BatchShuffleMode.ALL_EXCHANGES_BLOCKING) {
      return false;
    }
    if (!mayBlock) {
      LOG.warn(
          "{}: {} has no effect: exchanges block where a program runs as a batch, without"
              + " checkpoints and without loops",
          jobName,
          ExecutionOptions.BATCH_SHUFFLE_MODE.key());
      return false;
    }
    return true;
  }

  private void checkUids(List<Transformation<?>> transformations) {
    Map<String, Transformation<?>> owners = new HashMap<>();
    for (Transformation<?> transformation : transformations) {
      String uid = transformation.getUid();
      if (uid.isEmpty()
          && transformation.directs() == null
          && !config.hasAutoGeneratedUIDsEnabled()) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            transformation.getName()
                + " has no uid, and disableAutoGeneratedUIDs() asks for one: call uid(\"...\")");
      }
      Transformation<?> other = uid.isEmpty() ? null : owners.put(uid, transformation);
      if (other != null) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            "the uid "
                + uid
                + " is given to two operators, "
                + other.getName()
                + " and "
                + transformation.getName()
                + "; each needs one of its own");
      }
    }
  }

  /** An enumerator's state is found by its source's uid. */
  private static String uid(Transformation<?> transformation) {
    Transformation<?> source = transformation.directs();
    if (source == null) {
      return transformation.getUid();
    }
    return source.getUid().isEmpty() ? "" : source.getUid() + "#enumerator";
  }

  private PlanNode node(Transformation<?> transformation) {
    OperatorFactory made = transformation.maker().make(config);
    OperatorFactory factory =
        transformation.readsFirstInputFirst() ? FirstInputFirst.factory(made) : made;
    int parallelism = environment.parallelismOf(transformation);
    try {
      transformation.beforeTranslation().run(parallelism);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE,
          transformation.getName() + " cannot be prepared: " + e.getMessage(),
          e);
    }
    int maxParallelism =
        transformation.getMaxParallelism() > 0
            ? transformation.getMaxParallelism()
            : config.getMaxParallelism();
    PlanNode node =
        new PlanNode(transformation.kind(), factory)
            .name(transformation.getName())
            .uid(uid(transformation))
            .parallelism(
                transformation.getParallelism() > 0
                    ? transformation.getParallelism()
                    : PlanNode.DEFAULT_PARALLELISM)
            .maxParallelism(maxParallelism > 0 ? maxParallelism : PlanNode.DEFAULT_PARALLELISM)
            .slotSharingGroup(transformation.slotSharingGroup())
            .coLocationGroup(transformation.coLocationGroup())
            .chaining(transformation.chaining())
            .keepsInput(transformation.keepsInput())
            .readsFirstInputFirst(transformation.readsFirstInputFirst())
            .reusesOutput(!transformation.edges().isEmpty())
            .splits(transformation.splits())
            .globalHook(transformation.globalHook());
    if (transformation.hasOutput()) {
      node.outputSerializer(transformation.getOutputType().createSerializer(config));
    }
    transformation
        .sideOutputs()
        .forEach((id, type) -> node.sideOutput(id, type.createSerializer(config)));
    boolean severalInputs = transformation.edges().stream().anyMatch(edge -> edge.input() > 0);
    transformation.edges().stream()
        .filter(edge -> !edge.flow().key().isEmpty())
        .map(
            edge ->
                (severalInputs ? "key of input " + (edge.input() + 1) : "key")
                    + ": "
                    + edge.flow().key())
        .distinct()
        .forEach(node::detail);
    transformation.details().forEach(node::detail);
    return node;
  }

  private void connect(Transformation<?> target, Transformation.Edge edge) {
    TypeSerializer<?> serializer = edge.type().createSerializer(config);
    Flow flow = edge.flow();
    PlanNode source = nodes.get(flow.source());
    if (flow.sideOutput().isEmpty() && flow.source().isSource() && ingestionTime()) {
      source = ingestion.computeIfAbsent(flow.source(), s -> ingestion(s, serializer));
    }
    PlanNode node = nodes.get(target);
    boolean wanted = blocking || mayBlock && flow.source().outputsOnlyAtEnd();
    // the orders of an enumerator are answered while it runs
    boolean possible = !flow.source().isCoordinator() && !flow.ship().isForward();
    Ship ship = wanted && possible ? flow.ship().blocking() : flow.ship();
    node.input(edge.input(), source, flow.sideOutput(), ship, serializer);
    if (flow.ship().isByKey()) {
      // for stores that keep state in managed memory; the others leave it alone
      node.managedMemoryWeight(1);
    }
  }

  /** What leads to a data set becomes part of this plan. */
  private void connect(PlanNode reader, BoundedRecords<?> records) {
    TypeSerializer<?> serializer = records.getType().createSerializer(config);
    BoundedRecords.Translation translation =
        translations.computeIfAbsent(records.origin(), BoundedRecords.Origin::newTranslation);
    for (BoundedRecords.Branch branch : translation.translate(records)) {
      reader.input(0, branch.node(), "", branch.ship(), serializer);
    }
    reader.bounded(true);
  }

  private boolean ingestionTime() {
    return environment.getStreamTimeCharacteristic() == TimeCharacteristic.IngestionTime;
  }

  /** Gives the records of a source the time at which they left it. */
  private PlanNode ingestion(Transformation<?> source, TypeSerializer<?> serializer) {
    WatermarkStrategy<Object> strategy =
        WatermarkStrategy.forMonotonousTimestamps()
            .withTimestampAssigner(
                context -> new io.flyshuttle.core.time.IngestionTimeAssigner<>());
    return new PlanNode(
            "Ingestion Time",
            TimestampsAndWatermarks.factory(strategy, config.getAutoWatermarkInterval()))
        .parallelism(environment.parallelismOf(source))
        .outputSerializer(serializer)
        .input(0, nodes.get(source), "", Ship.automatic(), serializer);
  }
}
