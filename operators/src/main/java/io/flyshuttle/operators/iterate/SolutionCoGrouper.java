// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.TraversableOnceException;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.join.CoGrouper.SideOrder;
import io.flyshuttle.operators.sort.ExternalSorter;
import io.flyshuttle.operators.sort.Groups;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Groups its input and calls a function for each group, with the solution set's record of the key,
 * if there is one. Keys that only the solution set has are not visited.
 */
public final class SolutionCoGrouper implements Operator {
  private final UserFunction<CoGroupFunction<Object, Object, Object>> userFunction;
  private final SideOrder side;
  private final boolean solutionIsFirst;
  private CoGroupFunction<Object, Object, Object> function;
  private ExternalSorter<Object> sorter;
  private OperatorContext context;
  private SolutionSet.Lookup lookup;
  private OutputCollector<Object> collector;

  private SolutionCoGrouper(
      UserFunction<CoGroupFunction<Object, Object, Object>> userFunction,
      SideOrder side,
      boolean solutionIsFirst) {
    this.userFunction = userFunction;
    this.side = side;
    this.solutionIsFirst = solutionIsFirst;
  }

  /**
   * A factory for the plan.
   *
   * @param side keys and order of the input
   * @param solutionIsFirst whether the solution set is the first side of the program's coGroup
   */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(
      UserFunction<? extends CoGroupFunction<?, ?, ?>> function,
      SideOrder side,
      boolean solutionIsFirst) {
    UserFunction<?> erased = function;
    return () ->
        new SolutionCoGrouper(
            (UserFunction<CoGroupFunction<Object, Object, Object>>) erased, side, solutionIsFirst);
  }

  @SuppressWarnings("unchecked")
  private static TypeComparator<Object> erase(TypeComparator<?> comparator) {
    return (TypeComparator<Object>) comparator;
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    collector = new OutputCollector<>(context.output());
    lookup = SolutionSet.of(context).new Lookup(erase(side.keys()), context.inputSerializer(0));
    sorter = newSorter();
    function = userFunction.open(context);
  }

  private ExternalSorter<Object> newSorter() {
    return new ExternalSorter<>(
        context.managedMemory(),
        context.spillDirectories(),
        context.inputSerializer(0),
        erase(side.order()));
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (!lookup.isAside(record)) {
      sorter.add(record);
    }
  }

  @Override
  public void finish() throws Exception {
    callWithGroups(lookup::find);
    lookup.answerAside(
        new SolutionSet.Answers() {
          @Override
          public void found(Object record, Object solution) throws Exception {
            missing(record);
          }

          @Override
          public void missing(Object record) throws Exception {
            if (sorter == null) {
              sorter = newSorter();
            }
            sorter.add(record);
          }

          @Override
          public void pause(SolutionSet.Finder finder) throws Exception {
            if (sorter != null) {
              callWithGroups(finder);
            }
          }
        });
  }

  private void callWithGroups(SolutionSet.Finder finder) throws Exception {
    Groups<Object> groups = new Groups<>(sorter.finish(), erase(side.keys()).duplicate());
    for (Iterable<Object> group = groups.nextGroup(); group != null; group = groups.nextGroup()) {
      Iterator<Object> records = group.iterator();
      Object first = records.next();
      Object found = finder.find(first);
      List<Object> solution = new ArrayList<>(1);
      if (found != null) {
        solution.add(found);
      }
      Iterable<Object> all = new WithFirst(first, records);
      if (solutionIsFirst) {
        function.coGroup(solution, all, collector);
      } else {
        function.coGroup(all, solution, collector);
      }
    }
    sorter.close();
    sorter = null;
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (lookup != null) {
        lookup.close();
      }
      if (sorter != null) {
        sorter.close();
      }
    }
  }

  /** A group whose first record was taken already; to be walked over once. */
  private static final class WithFirst implements Iterable<Object>, Iterator<Object> {
    private final Iterator<Object> rest;
    private Object first;
    private boolean handedOut;

    private WithFirst(Object first, Iterator<Object> rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public Iterator<Object> iterator() {
      if (handedOut) {
        throw new TraversableOnceException();
      }
      handedOut = true;
      return this;
    }

    @Override
    public boolean hasNext() {
      return first != null || rest.hasNext();
    }

    @Override
    public Object next() {
      if (first == null) {
        return rest.next();
      }
      Object record = first;
      first = null;
      return record;
    }
  }
}
