// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.PlanJson;
import io.flyshuttle.core.job.ExecutionMode;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.local.LocalSession;
import io.flyshuttle.local.LocalSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plans of the examples are as they were. A change of the planner that changes one of them
 * shows in the review as a change of its file in {@code src/test/resources/plans}; to write these
 * anew, run this test with {@code -Dflyshuttle.write.plans=true}.
 */
final class GoldenPlanTest {
  private static final Path PLANS = Path.of("src/test/resources/plans");
  private static final int PARALLELISM = 4;
  private static final TypeHint<Tuple2<Long, Long>> PAIR = new TypeHint<>() {};
  private static final Pattern ID = Pattern.compile("\"[0-9a-f]{32}\"");

  @TempDir private Path directory;
  private JobGraph submitted;

  private interface Program {
    void run() throws Exception;
  }

  /** Runs a program up to its first job, whose plan is compared. */
  private void compare(String name, Program program) throws Exception {
    compare(name, null, program);
  }

  /**
   * Runs a program up to the job whose plan is compared.
   *
   * @param session runs the first job, if it is the second that is compared; else null
   */
  private void compare(String name, LocalSession session, Program program) throws Exception {
    AtomicInteger jobs = new AtomicInteger();
    JobExecutor executor =
        new JobExecutor() {
          @Override
          public JobClient submit(JobGraph graph) {
            if (session != null && jobs.getAndIncrement() == 0) {
              return session.submit(graph);
            }
            submitted = graph;
            throw new FlyshuttleException(ErrorCode.JOB_CANCELED, "only the plan is wanted");
          }

          @Override
          public int defaultParallelism() {
            return PARALLELISM;
          }

          @Override
          public Configuration configuration() {
            return new Configuration();
          }
        };
    try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
      program.run();
    } catch (Exception e) {
      if (submitted == null) {
        throw e;
      }
    }
    String plan = withoutAccidents(PlanJson.of(submitted));
    Path file = PLANS.resolve(name + ".json");
    if (Boolean.getBoolean("flyshuttle.write.plans")) {
      Files.createDirectories(PLANS);
      Files.writeString(file, plan);
    }
    assertEquals(Files.readString(file), plan);
  }

  /** Ids, directories, numbers of lines and addresses are not part of what is compared. */
  private String withoutAccidents(String plan) {
    Map<String, String> names = new LinkedHashMap<>();
    Matcher ids = ID.matcher(plan);
    String numbered =
        ids.replaceAll(
            id -> names.computeIfAbsent(id.group(), any -> "\"id-" + names.size() + "\""));
    return numbered
            .replace(directory.toString(), "DIRECTORY")
            .replaceAll("\\.java:\\d+", ".java")
            .replaceAll("lambda\\$(\\w+)\\$\\d+", "$1")
            .replaceAll("@[0-9a-f]+\\b", "")
        + "\n";
  }

  private static String[] arguments(Path directory) {
    return OutputLines.arguments(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WordCount",
        "ConnectedComponents",
        "KMeans",
        "TransitiveClosure",
        "EnumTriangles",
        "WebLogAnalysis",
        "LinearRegression"
      })
  void shouldBeThePlanOfAnExample(String example) throws Exception {
    compare(
        example,
        () -> {
          switch (example) {
            case "WordCount" -> WordCount.main(arguments(directory));
            case "ConnectedComponents" -> ConnectedComponents.main(arguments(directory));
            case "KMeans" -> KMeans.main(arguments(directory));
            case "TransitiveClosure" -> TransitiveClosure.main(arguments(directory));
            case "EnumTriangles" -> EnumTriangles.main(arguments(directory));
            case "WebLogAnalysis" -> WebLogAnalysis.main(arguments(directory));
            case "LinearRegression" -> LinearRegression.main(arguments(directory));
            default -> throw new IllegalArgumentException(example);
          }
        });
  }

  /** It counts the pages before. */
  @Test
  void shouldBeThePlanOfPageRank() throws Exception {
    try (LocalSession session =
        LocalSession.start(new LocalSettings(1, PARALLELISM, 16 << 20, Map.of()))) {
      compare("PageRank", session, () -> PageRank.main(arguments(directory)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10})
  void shouldBeThePlanOfAQuery(int query) throws Exception {
    String tables = directory.resolve("tables").toString();
    TpchTables.write(Path.of(tables), 300);
    String[] arguments = OutputLines.arguments(directory, "--tables", tables);
    compare(
        "TpchQuery" + query,
        () -> {
          if (query == 3) {
            TpchQuery3.main(arguments);
          } else {
            TpchQuery10.main(arguments);
          }
        });
  }

  @Test
  void shouldBeThePlanOfARangePartitionedSort() throws Exception {
    String input = directory.resolve("in").toString();
    Files.createDirectories(Path.of(input));
    Files.write(Path.of(input, "part"), new byte[100 * 50]);
    compare("TeraSort", () -> TeraSort.main(OutputLines.arguments(directory, "--input", input)));
  }

  /** With complete results between stages, joins may be decided about at run time. */
  @Test
  void shouldBeThePlanOfABatchOfJoins() throws Exception {
    compare(
        "BatchJoins",
        () -> {
          ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
          env.getConfig().setExecutionMode(ExecutionMode.BATCH);
          DataSet<Tuple2<Long, Long>> facts = pairs(env, 1000);
          DataSet<Tuple2<Long, Long>> names = pairs(env, 100);
          facts
              .join(names)
              .where(0)
              .equalTo(0)
              .projectFirst(0, 1)
              .types(Long.class, Long.class)
              .output(new DiscardingOutputFormat<>());
          facts
              .leftOuterJoin(names)
              .where(0)
              .equalTo(0)
              .with((a, b) -> a)
              .returns(PAIR)
              .output(new DiscardingOutputFormat<>());
          // the sum goes by the place of the keys, so this one stays as it is
          facts
              .join(names)
              .where(0)
              .equalTo(0)
              .projectFirst(0, 1)
              .types(Long.class, Long.class)
              .groupBy(0)
              .sum(1)
              .output(new DiscardingOutputFormat<>());
          env.execute();
        });
  }

  private static DataSet<Tuple2<Long, Long>> pairs(ExecutionEnvironment env, long count) {
    return env.generateSequence(1, count).map(n -> Tuple2.of(n % 10, n)).returns(PAIR);
  }
}
