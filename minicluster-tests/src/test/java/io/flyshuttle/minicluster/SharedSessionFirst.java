// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.util.Comparator;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Tests that share a session, then those that want the cluster for themselves, then the one with a
 * cluster of its own.
 */
public final class SharedSessionFirst implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.comparing(
                test ->
                    test.getTestClass() == SecuredClusterTest.class
                        ? 2
                        : test.isAnnotated(SharedSession.class) ? 0 : 1));
  }
}
