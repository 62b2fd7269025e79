// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.time.WatermarkAlignmentParams;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.PrimitiveArrayTypeInfo;
import io.flyshuttle.operators.source.split.AlignmentMember;
import io.flyshuttle.operators.source.split.GroupAligner;
import io.flyshuttle.operators.source.split.OrderSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sources of a program whose watermarks are to stay close to each other. A group of more than one
 * source has an operator that compares them.
 */
final class AlignmentGroups {
  private static final TypeInformation<byte[]> ORDERS =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final StreamExecutionEnvironment environment;
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<Transformation<?>, Integer> numbers = new HashMap<>();

  AlignmentGroups(StreamExecutionEnvironment environment) {
    this.environment = environment;
  }

  private static final class Group {
    final List<Transformation<?>> enumerators = new ArrayList<>();
    Transformation<byte[]> aligner;
  }

  /** Adds a source to a group. */
  void join(String name, Transformation<?> enumerator) {
    Group group = groups.computeIfAbsent(name, n -> new Group());
    group.enumerators.add(enumerator);
    if (group.enumerators.size() == 2) {
      group.aligner =
          new Transformation<>(
                  "Watermark Alignment: " + name,
                  ORDERS,
                  config -> GroupAligner.factory(group.enumerators.size()))
              .nonParallel();
      group.aligner.setChaining(Chaining.NEVER);
      group.aligner.helps(group.enumerators.get(0));
      environment.add(group.aligner);
      connect(group, 0);
    }
    if (group.aligner != null) {
      connect(group, group.enumerators.size() - 1);
    }
  }

  private void connect(Group group, int number) {
    Transformation<?> enumerator = group.enumerators.get(number);
    numbers.put(enumerator, number);
    enumerator.input(
        0,
        List.of(new Flow(group.aligner, "", Ship.allToAll("ORDERS", new OrderSelector()))),
        ORDERS);
  }

  /** What the enumerator of a source has to know of its group. */
  AlignmentMember member(Transformation<?> enumerator, WatermarkAlignmentParams params) {
    return new AlignmentMember(params, numbers.getOrDefault(enumerator, -1));
  }

  /** The groups of a program that has been executed take no more sources. */
  void clear() {
    groups.clear();
  }
}
