// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import java.util.List;

/**
 * A job graph as JSON, for people and for tools that draw plans: one node per operator, its
 * parallelism, and where its input comes from by which strategy.
 */
public final class PlanJson {

  private final StringBuilder out = new StringBuilder(1024);

  private PlanJson() {}

  /** The graph as a JSON object; indented, one property a line. */
  public static String of(JobGraph graph) {
    PlanJson json = new PlanJson();
    json.write(graph);
    return json.out.toString();
  }

  private void write(JobGraph graph) {
    out.append("{\n  \"jid\": ").append(quote(graph.id().toHexString()));
    out.append(",\n  \"name\": ").append(quote(graph.name()));
    out.append(",\n  \"type\": ").append(quote(graph.settings().type().name()));
    out.append(",\n  \"nodes\": [");
    String separator = "";
    for (int v = 0; v < graph.vertices().size(); v++) {
      JobVertex vertex = graph.vertices().get(v);
      for (int o = 0; o < vertex.operators().size(); o++) {
        out.append(separator);
        separator = ",";
        writeOperator(graph, v, vertex, o);
      }
    }
    out.append("\n  ]\n}");
  }

  private void writeOperator(JobGraph graph, int vertexIndex, JobVertex vertex, int index) {
    OperatorSpec operator = vertex.operators().get(index);
    out.append("\n    {\n      \"id\": ").append(quote(operator.id().toString()));
    out.append(",\n      \"operator\": ").append(quote(operator.name()));
    if (!operator.uid().isEmpty()) {
      out.append(",\n      \"uid\": ").append(quote(operator.uid()));
    }
    out.append(",\n      \"vertex\": ").append(quote(vertex.id().toString()));
    out.append(",\n      \"parallelism\": ").append(vertex.parallelism());
    out.append(",\n      \"max_parallelism\": ").append(vertex.maxParallelism());
    if (vertex.bytesPerSubtask() > 0) {
      out.append(",\n      \"least_bytes_per_subtask\": ").append(vertex.bytesPerSubtask());
    }
    out.append(",\n      \"slot_sharing_group\": ").append(quote(vertex.slotSharingGroup()));
    if (index == 0 && !vertex.splits().isEmpty()) {
      out.append(",\n      \"splits\": ").append(vertex.splits().size());
    }
    writeDetails(operator.details());
    out.append(",\n      \"inputs\": [");
    String separator = "";
    if (operator.chainedTo() != OperatorSpec.HEAD) {
      OperatorSpec source = vertex.operators().get(operator.chainedTo());
      writeInput(0, source, operator.sideOutput(), "CHAINED", "NONE", KeyPlacement.STRICT);
    } else {
      for (JobEdge edge : graph.edges()) {
        if (edge.targetVertex() == vertexIndex) {
          out.append(separator);
          separator = ",";
          OperatorSpec source =
              graph.vertices().get(edge.sourceVertex()).operators().get(edge.sourceOperator());
          writeInput(
              edge.targetInput(),
              source,
              edge.sideOutput(),
              edge.shipStrategy(),
              edge.exchange().name(),
              edge.placement());
        }
      }
    }
    out.append("]\n    }");
  }

  private void writeDetails(List<String> details) {
    if (details.isEmpty()) {
      return;
    }
    out.append(",\n      \"details\": [");
    for (int i = 0; i < details.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(quote(details.get(i)));
    }
    out.append(']');
  }

  private void writeInput(
      int input,
      OperatorSpec source,
      String sideOutput,
      String strategy,
      String exchange,
      KeyPlacement placement) {
    out.append("\n        {\"num\": ").append(input);
    out.append(", \"id\": ").append(quote(source.id().toString()));
    out.append(", \"ship_strategy\": ").append(quote(strategy));
    out.append(", \"exchange\": ").append(quote(exchange));
    if (!sideOutput.isEmpty()) {
      out.append(", \"side_output\": ").append(quote(sideOutput));
    }
    if (placement.divisible()) {
      out.append(", \"divisible\": true");
    }
    if (placement.replicateUpToBytes() > 0) {
      out.append(", \"replicated_up_to_bytes\": ").append(placement.replicateUpToBytes());
    }
    out.append('}');
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
