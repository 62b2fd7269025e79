// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.local.LocalSession;
import io.flyshuttle.local.LocalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Two sessions that many small programs share: one in which nearly everything is larger than memory
 * and larger than a buffer, and one in which all fits.
 */
final class BatchSessions implements AutoCloseable {
  static final int MAX_PARALLELISM = 8;

  private final One tight =
      new One(
          new LocalSettings(
              2,
              MAX_PARALLELISM / 2,
              16 << 20,
              Map.of(
                  "taskmanager.memory.segment-size",
                  "4096",
                  "taskmanager.memory.size",
                  MAX_PARALLELISM / 2 * 96 + "kb")));
  private final One plenty = new One(new LocalSettings(1, MAX_PARALLELISM, 96 << 20, Map.of()));

  One tight() {
    return tight;
  }

  One of(boolean isTight) {
    return isTight ? tight : plenty;
  }

  @Override
  public void close() {
    try {
      tight.session.close();
    } finally {
      plenty.session.close();
    }
  }

  /** A program. */
  interface Program<R> {
    R run() throws Exception;
  }

  /** One of the sessions. */
  static final class One {
    private final LocalSession session;
    private final List<JobID> jobs = new ArrayList<>();

    private One(LocalSettings settings) {
      this.session = LocalSession.start(settings);
    }

    /** Runs a program here; environments are made by {@code getExecutionEnvironment}. */
    <R> R run(Program<R> program) throws Exception {
      jobs.clear();
      JobExecutor executor =
          new JobExecutor() {
            @Override
            public JobClient submit(JobGraph graph) {
              JobClient client = session.submit(graph);
              jobs.add(client.getJobID());
              return client;
            }

            @Override
            public int defaultParallelism() {
              return MAX_PARALLELISM;
            }

            @Override
            public Configuration configuration() {
              return new Configuration();
            }
          };
      try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
        return program.run();
      }
    }

    /** Bytes that the operators of the last program's jobs spilled. */
    long spilledBytes() throws Exception {
      long bytes = 0;
      for (JobID job : jobs) {
        for (JobReport.Vertex vertex :
            session.jobManager().job(job).get(120, TimeUnit.SECONDS).vertices()) {
          bytes += vertex.spilledBytes();
        }
      }
      return bytes;
    }

    /** All managed memory is free again. */
    void assertNothingLeft() {
      session
          .workers()
          .values()
          .forEach(
              worker ->
                  assertEquals(0, worker.holdings().lentSegments(), "managed memory left over"));
    }
  }
}
