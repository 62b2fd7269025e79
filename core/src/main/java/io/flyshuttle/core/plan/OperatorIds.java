// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.OperatorID;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stable operator ids. A node with a uid gets its id from the uid alone. Any other gets it from its
 * kind and the ids of its inputs, and a count among nodes that are alike in both; so a change
 * elsewhere in the program moves no id.
 */
final class OperatorIds {
  private final Map<PlanNode, OperatorID> ids = new HashMap<>();

  OperatorIds(List<PlanNode> topologicalOrder) {
    Map<OperatorID, PlanNode> owners = new HashMap<>();
    Map<String, Integer> alike = new HashMap<>();
    for (PlanNode node : topologicalOrder) {
      String text;
      if (!node.uid.isEmpty()) {
        text = "uid\n" + node.uid;
      } else {
        StringBuilder structure = new StringBuilder("kind\n").append(node.kind);
        for (PlanInput input : node.inputs) {
          structure
              .append('\n')
              .append(input.input())
              .append(' ')
              .append(ids.get(input.source()))
              .append(' ')
              .append(input.sideOutput());
        }
        int count = alike.merge(structure.toString(), 1, Integer::sum);
        text = structure.append('\n').append(count).toString();
      }
      OperatorID id = digest(text);
      PlanNode other = owners.putIfAbsent(id, node);
      if (other != null) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            "operators \""
                + other
                + "\" and \""
                + node
                + "\" have the same uid \""
                + node.uid
                + "\"; give each its own");
      }
      ids.put(node, id);
    }
  }

  OperatorID of(PlanNode node) {
    return ids.get(node);
  }

  private static OperatorID digest(String text) {
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new OperatorID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
