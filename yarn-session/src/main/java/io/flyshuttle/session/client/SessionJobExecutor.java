// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.protocol.wire.JobGraphs;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Runs the jobs of a program in a session. The session is looked for, and the program's jar
 * uploaded, while {@code main} builds its first graph. Usable by any thread.
 */
public final class SessionJobExecutor implements JobExecutor {

  /** What the executor tells whoever runs the program. */
  public interface Observer {
    /** A job was accepted; it had been sent at {@code sentMillis}, since 1970. */
    void onSubmitted(JobID job, String name, long sentMillis);

    /** Something looks like a mistake of the program or its input. */
    void onWarning(String text);

    /** Something happened to a job that is waited for. */
    void onEvent(JobID job, String kind, JsonTree data);
  }

  private final Supplier<SessionClient> session;
  private final UnaryOperator<List<JobFile>> files;
  private final Configuration configuration;
  private final ClassLoader loader;
  private final Observer observer;
  private final List<JobClient> submitted = new CopyOnWriteArrayList<>();

  /**
   * @param session the session; asked once per job, may block
   * @param files makes of the files that a job names those that it takes along: the program's jars
   *     too, and all of them where workers can read them; may block
   * @param configuration what the program runs with
   * @param loader the program's class loader
   * @param observer is told what happens
   */
  public SessionJobExecutor(
      Supplier<SessionClient> session,
      UnaryOperator<List<JobFile>> files,
      Configuration configuration,
      ClassLoader loader,
      Observer observer) {
    this.session = session;
    this.files = files;
    this.configuration = configuration;
    this.loader = loader;
    this.observer = observer;
  }

  @Override
  public JobClient submit(JobGraph graph) {
    JobGraph complete =
        new JobGraph(
            graph.id(),
            graph.name(),
            graph.settings(),
            graph.vertices(),
            graph.edges(),
            files.apply(graph.files()),
            graph.executionConfig());
    SessionClient client = session.get();
    long sentMillis = System.currentTimeMillis();
    JobID id = JobID.fromHexString(client.submit(JobGraphs.toBytes(complete)));
    observer.onSubmitted(id, graph.name(), sentMillis);
    JobClient job =
        new SessionJobClient(
            client,
            id,
            loader,
            attached() ? (kind, data) -> observer.onEvent(id, kind, data) : null);
    submitted.add(job);
    return job;
  }

  @Override
  public void warn(String text) {
    observer.onWarning(text);
  }

  /** All jobs submitted so far. */
  public List<JobClient> submitted() {
    return submitted;
  }

  @Override
  public int defaultParallelism() {
    return configuration.get(CoreOptions.DEFAULT_PARALLELISM);
  }

  @Override
  public Configuration configuration() {
    return configuration;
  }
}
